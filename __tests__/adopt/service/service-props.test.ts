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

test('a headless Service stays beside a worker', () => {
  const { adopted, text } = adoptionOf([deploymentText({}), serviceText({ clusterIP: 'None' })].join('\n---\n'));
  expect(adopted.map(({ construct }) => construct.type)).toEqual(['BackendWorker']);
  expect(text).toContain("new ApiObject(chart, 'web-service', {");
});
