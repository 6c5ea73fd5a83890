import { objectsBeside, serviceOf } from '../../../lib/adopt/service/beside';
import { deploymentText, objectsOf, objectText, serviceText } from '../adopted';

const ingress = (name: string, service: string): string =>
  objectText('networking.k8s.io/v1', 'Ingress', name, {
    spec: { defaultBackend: { service: { name: service, port: { number: 80 } } } },
  });
const route = (name: string, service: string): string =>
  objectText('gateway.networking.k8s.io/v1', 'HTTPRoute', name, {
    spec: { rules: [{ backendRefs: [{ name: service, port: 80 }] }] },
  });

test('finds the further Services of the pods alone, and the routes to the first one in its namespace', () => {
  const all = objectsOf(
    [
      deploymentText({}),
      serviceText({}, { name: 'web-public' }),
      serviceText({ selector: { part: 'all' } }, { name: 'all' }),
      serviceText(),
      ingress('in', 'web'),
      ingress('other', 'web-public'),
      route('route', 'web'),
      route('elsewhere', 'web').replace('"namespace":"shop"', '"namespace":"other"'),
    ].join('\n---\n'),
  );
  const [source] = all;
  if (source === undefined) throw new Error('no objects');
  expect(serviceOf(source, all)?.metadata.name).toBe('web');
  expect(objectsBeside(source, all).map(({ metadata }) => metadata.name)).toEqual(['web-public', 'in', 'route']);
});
