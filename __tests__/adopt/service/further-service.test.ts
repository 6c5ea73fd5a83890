import { adoptedProps, adoptionOf, deploymentText, objectText, serviceText } from '../adopted';

const ports = [
  { name: 'web', containerPort: 8080 },
  { name: 'admin', containerPort: 9000 },
];
const further = (name: string, spec: object): string =>
  objectText('v1', 'Service', name, { spec: { selector: { app: 'web' }, ...spec } });

test('says a further Service of the pods, with ports of its own, which the first one then does not have', () => {
  const balancer = further('web-public', {
    type: 'LoadBalancer',
    loadBalancerSourceRanges: ['203.0.113.0/24'],
    ports: [
      { port: 443, targetPort: 'admin', appProtocol: 'https' },
      { port: 8000, targetPort: 7000 },
    ],
  });
  expect(adoptedProps([deploymentText({ ports }), serviceText(), balancer])).toEqual({
    port: 8080,
    ports: { admin: { port: 9000, servicePort: false }, 'port-7000': { port: 7000, servicePort: false } },
    services: {
      public: {
        ports: { admin: 443, 'port-7000': 8000 },
        expose: { type: 'LoadBalancer', sourceRanges: ['203.0.113.0/24'] },
        appProtocols: { admin: 'https' },
      },
    },
    networkPolicy: false,
  });
});

test('says a headless Service beside the first one, which overrides keep headless, and the name that a monitor calls', () => {
  const labels = { part: 'peers' };
  const headless = serviceText(
    { clusterIP: 'None', ports: [{ name: 'gossip', port: 9000 }] },
    { name: 'web-peers', labels },
  );
  const monitor = objectText('monitoring.coreos.com/v1', 'ServiceMonitor', 'web', {
    spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'gossip' }] },
  });
  expect(adoptedProps([deploymentText({ ports }), serviceText(), headless, monitor])).toEqual({
    port: 8080,
    ports: { admin: { port: 9000, servicePort: false } },
    services: { peers: { ports: { admin: 9000 } } },
    networkPolicy: false,
    overrides: {
      services: {
        peers: { metadata: { labels }, spec: { clusterIP: 'None', ports: [{ port: 9000, name: 'gossip' }] } },
      },
    },
  });
});

const sidecar = { name: 'proxy', image: 'docker.io/demo/proxy:1.0.0', ports: [{ name: 'tls', containerPort: 8443 }] };

test.each([
  ['of another name', {}, 'admin', [{ port: 9000 }], 'its name does not begin with "web-"'],
  [
    'with a port twice',
    {},
    'web-a',
    [
      { port: 80, targetPort: 8080, name: 'a' },
      { port: 81, targetPort: 8080, name: 'b' },
    ],
    'it leads to one port by two numbers',
  ],
  ['to no port', {}, 'web-a', [{ port: 80, targetPort: 'none' }], 'it leads to a port that `services` has no name for'],
  ['of SCTP', {}, 'web-a', [{ port: 80, protocol: 'SCTP' }], 'it has a port of SCTP'],
  [
    'past the sidecar in front',
    { containers: [{ name: 'main', image: 'docker.io/demo/web:1.0.0', ports }, sidecar] },
    'web-a',
    [{ port: 80, targetPort: 8080 }],
    'it leads to a port that `services` has no name for',
  ],
])('keeps one %s', (_, pod, name, given, reason) => {
  const front = serviceText({ ports: [{ port: 443, targetPort: 'containers' in pod ? 'tls' : 8080 }] });
  const { adopted, keptBeside } = adoptionOf(
    [deploymentText({ ports }, pod), front, further(name, { ports: given })].join('\n---\n'),
  );
  expect(adopted).toHaveLength(1);
  expect(keptBeside.map((each) => [each.source.metadata.name, each.reason])).toEqual([[name, reason]]);
});

test('keeps the Services of a worker', () => {
  const { adopted, keptBeside } = adoptionOf([deploymentText({}), serviceText({ clusterIP: 'None' })].join('\n---\n'));
  expect(adopted.map(({ construct }) => construct.type)).toEqual(['BackendWorker']);
  expect(keptBeside.map(({ reason }) => reason)).toEqual(['a BackendWorker has no Service']);
});
