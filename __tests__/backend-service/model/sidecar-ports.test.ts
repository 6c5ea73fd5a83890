import { outcome } from '../edge-values';

function texts(sidecars: Readonly<Record<string, object>>): string[] {
  const containers = Object.entries(sidecars).map(([name, sidecar]) => [name, { image: 'a:1', ...sidecar }] as const);
  return outcome({ sidecars: Object.fromEntries(containers) }).findings.map((one) => one.replace('[shop/api] ', ''));
}

test('lets sidecars listen at ports that no other container has', () => {
  expect(texts({ proxy: { ports: { proxy: 9000 }, ready: '/ready' }, log: {} })).toEqual([
    'sidecars["proxy"].ready must ask a port of the container, got "http"; write one of "proxy" (9000), or add it to ports',
  ]);
  expect(texts({ proxy: { ports: { proxy: 9000 }, ready: { tcp: 'proxy' } } })).toEqual([]);
});

test('refuses names and numbers of ports that another container of the pod has', () => {
  expect(texts({ proxy: { ports: { admin: 8080, http: 9000 } }, log: { ports: { log: 9000 } } })).toEqual([
    'sidecars["proxy"].ports["admin"] must not be the number of port "http", got 8080; write another number',
    'sidecars["proxy"].ports["http"] must have a name of its own in the pod, got "http"; write another name',
    'sidecars["log"].ports["log"] must not be the number of port "http", got 9000; write another number',
  ]);
});
