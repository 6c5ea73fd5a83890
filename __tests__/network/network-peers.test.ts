import {
  addressEgress,
  endpointEgress,
  endpointPeer,
  internetEgress,
  namespacePeer,
  tcpPort,
} from '../../lib/network/network-peers';

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

test('reaches the internet without the addresses where clouds serve credentials', () => {
  expect(internetEgress().to?.map(({ ipBlock }) => ipBlock?.except)).toEqual([['169.254.0.0/16'], ['fe80::/10']]);
});

test('reaches addresses that no labels select, and any where none are given', () => {
  expect(addressEgress(['10.0.0.0/8'], [443])).toEqual({
    to: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
    ports: [tcpPort(443)],
  });
  expect(addressEgress(undefined, [443])).toEqual({ ports: [tcpPort(443)] });
});
