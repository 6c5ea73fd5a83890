import {
  addressEgress,
  endpointEgress,
  endpointPeer,
  internetEgress,
  namespacePeer,
  podsOf,
} from '../../lib/network/network-peers';
import { tcpPort } from '../../lib/network/network-port';

const inNamespace = { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } };

test('reaches the pods of an endpoint in their namespace', () => {
  const podSelector = { matchLabels: { app: 'db' } };
  expect(endpointEgress({ namespace: 'shop', labels: { app: 'db' }, port: 5432 })).toEqual({
    to: [{ namespaceSelector: inNamespace, podSelector }],
    ports: [tcpPort(5432)],
  });
  expect(endpointPeer({ namespace: undefined, labels: { app: 'db' }, port: 1 })).toEqual({ podSelector });
});

test('means all pods of a namespace', () => {
  expect(namespacePeer('shop')).toEqual({ namespaceSelector: inNamespace });
});

const addresses = (text: string): bigint => text.split('.').reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

function isWithin(address: string, block: string): boolean {
  const [network = '', bits] = block.split('/');
  const host = BigInt(32 - Number(bits));
  return addresses(address) >> host === addresses(network) >> host;
}

test.each([
  ...['10.43.0.1', '172.31.255.255', '192.168.1.1', '100.100.100.200', '169.254.169.254', '192.0.0.192'],
  ...['168.63.129.16', '198.19.0.1', '240.0.0.1'],
])('reaches no %s by the internet, an address of a private network or where a cloud serves credentials', (address) => {
  expect(internetEgress().to?.[0]?.ipBlock?.except?.filter((block) => isWithin(address, block))).toHaveLength(1);
});

test.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '168.63.129.17', '192.0.1.1', '239.0.0.1'])(
  'reaches %s by the internet',
  (address) => {
    expect(internetEgress().to?.[0]?.ipBlock?.except?.filter((block) => isWithin(address, block))).toEqual([]);
  },
);

test('reaches no unique local and no link-local address of IPv6 by the internet', () => {
  expect(internetEgress().to?.[1]?.ipBlock).toEqual({ cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] });
});

test('means the pods with some labels of a namespace, or of the own', () => {
  const podSelector = { matchLabels: { app: 'db' } };
  expect(podsOf({ namespaceName: 'shop', podLabels: { app: 'db' } })).toEqual({
    namespaceSelector: inNamespace,
    podSelector,
  });
  expect(podsOf({ namespaceName: undefined, podLabels: { app: 'db' } })).toEqual({ podSelector });
  expect(podsOf({ namespaceName: 'shop' })).toEqual({ namespaceSelector: inNamespace });
});

test('reaches addresses that no labels select, and any where none are given', () => {
  expect(addressEgress(['10.0.0.0/8'], [443])).toEqual({
    to: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
    ports: [tcpPort(443)],
  });
  expect(addressEgress(undefined, [443])).toEqual({ ports: [tcpPort(443)] });
});
