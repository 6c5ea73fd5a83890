import { apiObject } from '../../lib/construct/api-object';
import { refusal, rendered } from '../rendered';

test('adds an object of the version that clusters serve, with its fields as they are written', () => {
  const spec = { ports: [{ port: 80, targetPort: 'http' }], trafficDistribution: 'PreferClose' };
  const manifests = rendered((chart) => {
    apiObject(chart, 'service', 'Service', { metadata: { name: 'api' }, spec });
  });
  expect(manifests).toEqual([
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' }, spec },
  ]);
});

test('knows the fields of a kind', () => {
  const message = refusal((chart) => {
    // @ts-expect-error a Service has no replicas
    apiObject(chart, 'service', 'Service', { metadata: { name: 'api' }, spec: { ports: [{ port: 80 }], replicas: 2 } });
  });
  expect(message).toContain('[shop/service] spec.replicas is no field of ServiceSpec; leave it out (valid-fields)');
});
