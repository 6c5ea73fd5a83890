import { at, outcome } from './edge-values';

test.each<[string, object, string, unknown]>([
  [
    'lets the pods of the namespace in',
    {},
    'NetworkPolicy spec.ingress',
    [{ from: [{ podSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }],
  ],
  [
    'lets the callers in that are stated, and monitoring',
    { ingressFrom: [{ namespaceName: 'gateways' }], metrics: { labels: { release: 'prometheus' } } },
    'NetworkPolicy spec.ingress',
    [
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ],
  ],
  [
    'lets everybody in where a route leads to the pods',
    { httpRoute: { hosts: ['a.example.com'], gateway: { name: 'public' } } },
    'NetworkPolicy spec.ingress',
    [{ ports: [{ port: 8080, protocol: 'TCP' }] }],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});
