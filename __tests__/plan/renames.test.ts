import { renames } from '../../lib/plan/renames';
import { pathText } from '../../lib/plan/diff/field-changes';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { object } from '../manifests';

const program = (name: string, image = 'shop:1', namespace = 'shop'): KubernetesManifest[] => {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name, image, args: ['serve'] }] } };
  const ports = [{ port: 80, targetPort: 8080 }];
  return [
    object('Deployment', { spec: { selector: { matchLabels: labels }, template } }, { name, namespace }),
    object('Service', { spec: { selector: labels, ports } }, { name, namespace }),
    object(
      'Service',
      { spec: { selector: labels, clusterIP: 'None', ports } },
      { name: `${name}-headless`, namespace },
    ),
    object('ServiceAccount', {}, { name, namespace }),
  ];
};
const found = (removed: readonly KubernetesManifest[], added: readonly KubernetesManifest[]) =>
  renames(removed, added, added).map(({ from, to }) => `${from.kind} ${from.metadata.name} → ${to.metadata.name}`);

test('finds a workload under another name, and what has its name', () => {
  expect(found(program('api'), program('orders'))).toEqual([
    'Deployment api → orders',
    'Service api → orders',
    'Service api-headless → orders-headless',
    'ServiceAccount api → orders',
  ]);
});

test('shows what differs beside the name', () => {
  const [rename] = renames(program('api'), program('orders', 'shop:2'), []);
  expect(rename?.fields.map(({ path, before, after }) => [pathText(path), before, after])).toEqual([
    ['spec.template.spec.containers[orders].image', 'shop:1', 'shop:2'],
  ]);
});

test('finds a Service under another name before the same pods', () => {
  const [, web] = program('api');
  const other = { ...web, metadata: { name: 'front', namespace: 'shop' } } as KubernetesManifest;
  expect(found(web ? [web] : [], [other])).toEqual(['Service api → front']);
});

test.each([
  ['programs of other images', program('api', 'api:1'), program('orders', 'orders:1')],
  ['another namespace', program('api'), program('orders', 'shop:1', 'other')],
  ['Services of other pods', program('api').slice(1, 2), program('orders').slice(1, 2)],
])('takes no rename for %s', (_, removed, added) => {
  expect(found(removed, added)).toEqual([]);
});

test('takes each object once, the one of a similar name first', () => {
  const settings = (name: string) => object('Secret', { data: { a: 'eA==', b: 'eQ==' } }, { name });
  expect(found([settings('app-v1'), settings('other')], [settings('x'), settings('app-v1-new')])).toEqual([
    'Secret app-v1 → app-v1-new',
    'Secret other → x',
  ]);
});

test('shows no value of a Secret', () => {
  const secret = (name: string, a: string) =>
    object('Secret', { data: { a, b: 'eQ==', c: 'eg==', d: 'eg==' } }, { name });
  const [rename] = renames([secret('db', 'eA==')], [secret('db-v2', 'eHg=')], []);
  expect(rename?.fields.map(({ before, after }) => [before, after])).toEqual([['(hidden)', '(hidden)']]);
});

test('compares many objects by their names alone', () => {
  const many = (suffix: string) =>
    Array.from({ length: 100 }, (_, index) =>
      object('ConfigMap', { data: { a: '1', b: '2' } }, { name: `s${index}x${suffix}` }),
    );
  expect(found(many(''), many('-v2'))).toHaveLength(100);
});

test('has no difference in a name that stays beside the rename', () => {
  const set = (name: string) =>
    object(
      'StatefulSet',
      {
        spec: {
          serviceName: 'db',
          template: {
            metadata: { labels: { app: 'db', set: name } },
            spec: { containers: [{ name: 'db', image: 'mongo:8', args: ['--replSet', name] }] },
          },
        },
      },
      { name },
    );
  const [rename] = renames([set('db')], [set('db-v2')], [set('db-v2')]);
  expect(rename?.fields).toEqual([]);
});
