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
  [
    [
      { name: 'a', port: 80, targetPort: 8080 },
      { name: 'b', port: 81, targetPort: 8080 },
    ],
    'its Service leads to one port by two numbers',
  ],
])('keeps what a Service of %j is in front of', (ports, reason) => {
  const { kept } = adoptionOf([deploymentText({}), serviceText({ ports })].join('\n---\n'));
  expect(kept.map((each) => each.reason)).toEqual([reason]);
});
