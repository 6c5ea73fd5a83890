import { externalDnsHostname, externalDnsHosts } from '../../lib/network/external-dns';

test('reads the hosts of an annotation', () => {
  const annotations = { [externalDnsHostname]: ' a.example.com, B.example.com.,' };
  expect(externalDnsHosts({ metadata: { annotations } })).toEqual(['a.example.com', 'B.example.com.']);
  expect(externalDnsHosts({ metadata: {} })).toEqual([]);
});
