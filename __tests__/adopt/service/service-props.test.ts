import { adoptedProps, adoptionOf, deploymentText, objectText, serviceText } from '../adopted';

const balancer = {
  type: 'LoadBalancer',
  loadBalancerSourceRanges: ['203.0.113.0/24'],
  loadBalancerClass: 'a.example/b',
};

test.each([
  [
    'a load balancer',
    balancer,
    { expose: { type: 'LoadBalancer', sourceRanges: ['203.0.113.0/24'], class: 'a.example/b' } },
  ],
  [
    'a port of the nodes',
    { type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }], externalTrafficPolicy: 'Local' },
    { expose: { type: 'NodePort', nodePort: 30080, externalTrafficPolicy: 'Local' } },
  ],
  ['one pod for a client', { sessionAffinity: 'ClientIP' }, { sessionAffinitySeconds: 10800 }],
])('says %s', (_, spec, props) => {
  expect(adoptedProps([deploymentText({}), serviceText(spec)])).toEqual({ port: 8080, networkPolicy: false, ...props });
});

test('says the name of the Service, and keeps what no prop says of it', () => {
  const service = serviceText(
    { loadBalancerIP: '192.0.2.1', type: 'LoadBalancer' },
    { name: 'web-lb', annotations: { a: 'b' } },
  );
  expect(adoptedProps([deploymentText({}), service])).toEqual({
    port: 8080,
    expose: { type: 'LoadBalancer' },
    networkPolicy: false,
    adopt: { service: 'web-lb' },
    overrides: { service: { metadata: { annotations: { a: 'b' } }, spec: { loadBalancerIP: '192.0.2.1' } } },
  });
});

test('keeps the name of a port that a route calls', () => {
  const service = serviceText({ ports: [{ name: 'web', port: 80, targetPort: 8080 }] });
  const backend = { service: { name: 'web', port: { name: 'web' } } };
  const ingress = objectText('networking.k8s.io/v1', 'Ingress', 'web', { spec: { defaultBackend: backend } });
  expect(adoptedProps([deploymentText({}), service, ingress])).toEqual({
    port: 8080,
    networkPolicy: false,
    overrides: { service: { spec: { ports: [{ port: 80, name: 'web' }] } } },
  });
});

test.each([
  ['that an annotation calls', 'web', { annotations: { 'example.com/tls-ports': 'web,other' } }],
  ['that tells a mesh the protocol', 'tls-in', {}],
])('keeps the name of a port %s', (_, name, metadata) => {
  const service = serviceText({ ports: [{ name, port: 80, targetPort: 8080 }] }, metadata);
  const { overrides } = adoptedProps([deploymentText({}), service]) as { readonly overrides: unknown };
  expect(overrides).toEqual({
    service: {
      ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
      spec: { ports: [{ port: 80, name }] },
    },
  });
});

test.each([
  ['route.openshift.io/v1', 'Route', { to: { kind: 'Service', name: 'web' }, port: { targetPort: 'web' } }],
  ['example.com/v1', 'Routing', { services: [{ name: 'web', port: 'web' }] }],
])('keeps the name of a port that an object of %s calls', (apiVersion, kind, spec) => {
  const service = serviceText({ ports: [{ name: 'web', port: 80, targetPort: 8080 }] });
  expect(adoptedProps([deploymentText({}), service, objectText(apiVersion, kind, 'web', { spec })])).toEqual({
    port: 8080,
    networkPolicy: false,
    overrides: { service: { spec: { ports: [{ port: 80, name: 'web' }] } } },
  });
});

test('leaves out the name of a port that the probes of its pods alone call, for the port of the container is renamed too', () => {
  const readinessProbe = { httpGet: { port: 'web', path: '/ready' } };
  const container = { ports: [{ name: 'web', containerPort: 8080 }], readinessProbe };
  const service = serviceText({ ports: [{ name: 'web', port: 80, targetPort: 'web' }] });
  expect(adoptedProps([deploymentText(container), service])).toEqual({
    port: 8080,
    health: '/ready',
    networkPolicy: false,
  });
});

test('a headless Service stays beside a worker', () => {
  const { adopted, text } = adoptionOf([deploymentText({}), serviceText({ clusterIP: 'None' })].join('\n---\n'));
  expect(adopted.map(({ construct }) => construct.type)).toEqual(['BackendWorker']);
  expect(text).toContain("new ApiObject(chart, 'web-service', {");
});
