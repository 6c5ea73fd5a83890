import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { keyReaders } from '../../../lib/plan/removal/needed-keys';
import { plannedChanges } from '../../../lib/plan/plan';
import { deployment, object } from '../../manifests';

const variable = (source: string, optional?: boolean) => ({
  env: [{ name: 'LEVEL', valueFrom: { [source]: { name: 'settings', key: 'level', optional } } }],
});
const source = (kind: string, data: object) => object(kind, { data }, { name: 'settings' });

test.each<[string, string, KubernetesManifest, number]>([
  ['a variable', 'ConfigMap', deployment(variable('configMapKeyRef')), 1],
  ['a variable of a Secret', 'Secret', deployment(variable('secretKeyRef')), 1],
  ['an optional variable', 'ConfigMap', deployment(variable('configMapKeyRef', true)), 0],
  [
    'a file',
    'Secret',
    deployment({}, { volumes: [{ secret: { secretName: 'settings', items: [{ key: 'level', path: 'l' }] } }] }),
    1,
  ],
  ['all keys as variables', 'ConfigMap', deployment({ envFrom: [{ configMapRef: { name: 'settings' } }] }), 0],
])('knows if pods start without a key that is %s', (_, kind, pods, count) => {
  expect(keyReaders(source(kind, {}), 'level', [pods])).toHaveLength(count);
});

test('says that a key goes which pods need', () => {
  const pods = deployment(variable('configMapKeyRef'));
  const changes = plannedChanges(
    [source('ConfigMap', { level: 'info', other: '1' }), pods],
    [source('ConfigMap', { other: '2' }), pods],
  );
  const used = changes.flatMap(({ effects }) => effects.filter(({ effect }) => effect.id === 'still-in-use'));
  expect(used.map(({ path, message }) => [path, message])).toEqual([
    [['data', 'level'], 'Deployment shop/web needs the key level; pods do not start without it'],
  ]);
});
