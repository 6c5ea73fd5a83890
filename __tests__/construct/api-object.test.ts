import { App, Chart, IResolver, JsonPatch, Lazy } from 'cdk8s';
import { apiObject, renderedObject } from '../../lib/construct/api-object';
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

const configMap = (resolvers: IResolver[] = []) => {
  const chart = new Chart(new App({ resolvers }), 'shop', { namespace: 'shop' });
  return apiObject(chart, 'settings', 'ConfigMap', { metadata: { name: 'settings' }, data: { a: '1' } });
};
const upper: IResolver = {
  resolve: (context) => {
    if (context.value === '1') context.replaceValue('one');
  },
};

test('renders an object as cdk8s does', () => {
  expect(renderedObject(configMap())).toEqual(configMap().toJson());
});

test('renders what a program changes by the means of cdk8s: patches, lazy labels, resolvers, a toJson of its own', () => {
  const patched = configMap();
  patched.addJsonPatch(JsonPatch.replace('/data/a', '2'));
  const labelled = configMap();
  labelled.metadata.addLabel('tier', Lazy.any({ produce: () => 'web' }) as string);
  const replaced = configMap();
  replaced.toJson = () => ({ kind: 'Other' });
  expect(renderedObject(patched)).toHaveProperty('data', { a: '2' });
  expect(renderedObject(labelled)).toHaveProperty('metadata.labels', { tier: 'web' });
  expect(renderedObject(configMap([upper]))).toHaveProperty('data', { a: 'one' });
  expect(renderedObject(replaced)).toEqual({ kind: 'Other' });
});
