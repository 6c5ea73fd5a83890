import { adoptedProps, adoptionOf, deploymentText, objectText } from '../adopted';

const env = [
  { name: 'DATABASE', value: 'postgres://db/app' },
  { name: 'ORDERS', value: 'http://orders.sales:8080/v1' },
  { name: 'CACHE', value: 'cache:6379' },
  { name: 'MAIL', value: 'https://mail.example.com/send' },
  { name: 'OLD', value: '10.0.0.7:9000' },
  { name: 'TEXT', value: 'at 10:30' },
];
const cache = objectText('v1', 'Service', 'cache', {
  spec: { selector: { app: 'redis' }, ports: [{ port: 6379, targetPort: 6380 }] },
});

test('a policy lets pods out to what their variables name, if it is chosen', () => {
  const { adopted } = adoptionOf([deploymentText({ env }), cache].join('\n---\n'), new Map([['network', 'take']]));
  expect(adopted.map(({ construct }) => construct.props['egressTo'])).toEqual([
    [
      { namespaceName: 'shop', ports: [5432] },
      { namespaceName: 'sales', ports: [8080] },
      { namespaceName: 'shop', podLabels: { app: 'redis' }, ports: [6380] },
      'internet',
      { cidr: '10.0.0.7/32', ports: [9000] },
    ],
  ]);
});

test('a policy lets pods out neither to themselves nor by a port of other pods that has the same name', () => {
  const spec = { selector: { app: 'orders' }, ports: [{ port: 80, targetPort: 'http' }] };
  const [other, orders] = ['api', 'orders'].map((name, index) =>
    objectText('v1', 'Pod', name, {
      metadata: { name, namespace: 'shop', labels: { app: name } },
      spec: { containers: [{ name, ports: [{ name: 'http', containerPort: 3000 + index }] }] },
    }),
  );
  const variables = ['http://localhost:9000', 'http://orders', 'http://[2001:db8::1]:80'];
  const web = deploymentText({ env: variables.map((value, index) => ({ name: `URL_${index}`, value })) });
  const texts = [web, objectText('v1', 'Service', 'orders', { spec }), other, orders].join('\n---\n');
  const { adopted } = adoptionOf(texts, new Map([['network', 'take']]));
  expect(adopted[0]?.construct.props['egressTo']).toEqual([
    { namespaceName: 'shop', podLabels: { app: 'orders' }, ports: [3001] },
    { cidr: '2001:db8::1/128', ports: [80] },
  ]);
});

test('a policy of the source stays the only one', () => {
  const policy = objectText('networking.k8s.io/v1', 'NetworkPolicy', 'web', {
    spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] },
  });
  expect(adoptedProps([deploymentText({}), policy], new Map([['network', 'take']]))).toEqual({ networkPolicy: false });
});
