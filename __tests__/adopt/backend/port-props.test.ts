import { adoptedProps, adoptionOf, deploymentText, serviceText } from '../adopted';

test('says the port that the Service leads to, by name or number, and the further ones', () => {
  const ports = [
    { name: 'web', containerPort: 3000 },
    { name: 'admin', containerPort: 9000 },
    { name: 'metrics', containerPort: 9090 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
  ];
  const service = serviceText({
    ports: [
      { name: 'web', port: 80, targetPort: 'web' },
      { name: 'admin', port: 9000, targetPort: 'admin' },
      { name: 'dns', port: 5353, targetPort: 53, protocol: 'UDP' },
    ],
  });
  expect(adoptedProps([deploymentText({ ports, securityContext: { runAsUser: 10001 } }), service])).toEqual({
    port: 3000,
    ports: {
      admin: 9000,
      dns: { port: 53, protocol: 'UDP', servicePort: 5353 },
      metrics: { port: 9090, servicePort: false },
    },
    networkPolicy: false,
  });
});

test('says that a port speaks gRPC, which its name said', () => {
  const service = serviceText({ ports: [{ name: 'grpc', port: 5000 }] });
  expect(adoptedProps([deploymentText({}), service])).toEqual({
    port: 5000,
    servicePort: 5000,
    appProtocols: { http: 'kubernetes.io/h2c' },
    networkPolicy: false,
  });
});

test('says the ports of a worker by their names', () => {
  const ports = [{ name: 'metrics', containerPort: 9090 }, { containerPort: 9091 }];
  expect(adoptedProps([deploymentText({ ports })])).toEqual({ ports: { metrics: 9090 }, networkPolicy: false });
});

test.each([
  [[{ port: 80, targetPort: 'nothing' }], 'its Service leads to a port that it does not have'],
  [[{ port: 53, protocol: 'UDP' }], 'its Service has no TCP port'],
])('keeps what a Service of %j is in front of', (ports, reason) => {
  const { kept } = adoptionOf([deploymentText({}), serviceText({ ports })].join('\n---\n'));
  expect(kept.map((each) => each.reason)).toEqual([reason]);
});

test('keeps a second number of a port, which no prop says, beside the one called http', () => {
  const ports = [
    { name: 'https', port: 443, targetPort: 8080 },
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'grpc', port: 9000 },
  ];
  expect(adoptedProps([deploymentText({}), serviceText({ ports })])).toEqual({
    port: 8080,
    ports: { grpc: 9000 },
    appProtocols: { grpc: 'kubernetes.io/h2c' },
    networkPolicy: false,
    overrides: {
      service: { spec: { ports: [{ port: 443, name: 'https', targetPort: 'http' }] } },
    },
  });
});

const containers = (ports: readonly object[]): object => ({
  containers: [
    { name: 'main', image: 'docker.io/demo/web:1.0.0', ports },
    { name: 'proxy', image: 'docker.io/demo/proxy:1.0.0', ports: [{ name: 'https', containerPort: 8443 }] },
  ],
});
const inFront = serviceText({ ports: [{ port: 443, targetPort: 'https' }] });

test('says that the Service leads to a sidecar in front of the application', () => {
  expect(adoptedProps([deploymentText({}, containers([{ containerPort: 3000 }])), inFront])).toEqual({
    port: 3000,
    sidecars: { proxy: { image: 'docker.io/demo/proxy:1.0.0', ports: { https: 8443 } } },
    servicePort: 443,
    targetPort: 'https',
    networkPolicy: false,
    overrides: {
      deployment: { spec: { template: { spec: { initContainers: [{ name: 'proxy', resources: null }] } } } },
    },
  });
});

test('keeps pods in which the Service leads to a sidecar that is an init container, beside an application without a port', () => {
  const sidecar = { name: 'proxy', image: 'docker.io/demo/proxy:1.0.0', restartPolicy: 'Always' };
  const text = deploymentText(
    {},
    { initContainers: [{ ...sidecar, ports: [{ name: 'https', containerPort: 8443 }] }] },
  );
  expect(adoptionOf([text, inFront].join('\n---\n')).kept.map((each) => each.reason)).toEqual([
    'its Service leads to the sidecar "proxy", and its application states no port',
  ]);
});
