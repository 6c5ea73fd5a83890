import { mergeKey, strategicMerge } from '../../lib/construct/strategic-merge';
import { deployment, object } from '../manifests';
import { textOf } from '../problem-text';

/** The pod's spec of a Deployment after a patch of it, and the patch's problems. */
function patchedPod(pod: object, problems: readonly string[] = []): unknown {
  const container = {
    image: 'web:1',
    env: [
      { name: 'PORT', value: '8080' },
      { name: 'LOG', value: 'info' },
    ],
    ports: [{ name: 'http', containerPort: 8080 }],
    args: ['a', 'b'],
  };
  const before = deployment(container, { volumes: [{ name: 'tmp', emptyDir: {} }], tolerations: [{ key: 'a' }] });
  const { value, problems: found } = strategicMerge(before, { spec: { template: { spec: pod } } });
  expect(found.map((issue) => textOf({ ...issue, at: issue.at.replace('spec.template.spec.', '') }))).toEqual(problems);
  return (value as { spec: { template: { spec: unknown } } }).spec.template.spec;
}

test('merges a container, its variables and its ports by their keys, and keeps the others', () => {
  const env = [
    { name: 'JAVA_OPTS', value: '-Xmx1g' },
    { name: 'LOG', value: 'debug' },
  ];
  expect(
    patchedPod({ containers: [{ name: 'main', env, ports: [{ name: 'admin', containerPort: 9000 }] }] }),
  ).toMatchObject({
    containers: [
      {
        image: 'web:1',
        env: [
          { name: 'PORT', value: '8080' },
          { name: 'LOG', value: 'debug' },
          { name: 'JAVA_OPTS', value: '-Xmx1g' },
        ],
        ports: [
          { name: 'http', containerPort: 8080 },
          { name: 'admin', containerPort: 9000 },
        ],
      },
    ],
  });
});

test('adds a container that has another name', () => {
  expect(patchedPod({ containers: [{ name: 'proxy', image: 'proxy:1' }] })).toMatchObject({
    containers: [{ name: 'main' }, { name: 'proxy', image: 'proxy:1' }],
  });
});

test('removes a field by null and changes nothing by undefined', () => {
  expect(
    patchedPod({ volumes: null, tolerations: undefined, containers: [{ name: 'main', args: null, env: undefined }] }),
  ).toMatchObject({
    tolerations: [{ key: 'a' }],
    containers: [{ name: 'main', image: 'web:1', env: [{ name: 'PORT' }, { name: 'LOG' }] }],
  });
  expect(patchedPod({ volumes: null })).not.toHaveProperty('volumes');
});

test('removes an item by $patch: delete, and replaces a list or a map by $patch: replace', () => {
  const env = [
    { name: 'LOG', $patch: 'delete' },
    { name: 'NONE', $patch: 'delete' },
  ];
  expect(patchedPod({ containers: [{ name: 'main', env }] })).toMatchObject({
    containers: [{ env: [{ name: 'PORT' }] }],
  });
  expect(patchedPod({ tolerations: [{ $patch: 'replace' }, { key: 'b' }] })).toMatchObject({
    tolerations: [{ key: 'b' }],
  });
  expect(patchedPod({ volumes: [{ $patch: 'replace' }] })).toMatchObject({ volumes: [] });
  const { value } = strategicMerge(object('ConfigMap', { data: { a: '1' } }), { data: { $patch: 'replace', b: '2' } });
  expect(value).toMatchObject({ data: { b: '2' } });
  expect(value).not.toHaveProperty('data.a');
});

test('replaces a list of scalars, which is one value', () => {
  expect(patchedPod({ containers: [{ name: 'main', args: ['c'] }] })).toMatchObject({ containers: [{ args: ['c'] }] });
});

test('keeps an atomic list that the patch repeats and adds to', () => {
  expect(patchedPod({ tolerations: [{ key: 'a' }, { key: 'b' }] })).toMatchObject({
    tolerations: [{ key: 'a' }, { key: 'b' }],
  });
});

test.each<[string, object, string[]]>([
  [
    'an atomic list that loses items',
    { tolerations: [{ key: 'b' }] },
    [
      'tolerations replaces the whole list and loses one of its items, {"key":"a"}; repeat them, or write { $patch: "replace" } as the first item',
    ],
  ],
  [
    'an item without the key by which its list is merged',
    { containers: [{ image: 'evil:1' }] },
    ['containers[0] must have name, by which the list is merged; write name: "main"'],
  ],
  [
    'an item that is not a map',
    { containers: [{ name: 'main', env: ['A=b'] }] },
    ['containers[0].env[0] must have name, by which the list is merged; write name: "PORT", "LOG"'],
  ],
  [
    'a directive that does not exist here',
    { $retainKeys: ['volumes'], containers: [{ name: 'main', $patch: 'remove' }] },
    [
      '$retainKeys is a directive that has no effect here; write $patch, or null to remove',
      'containers[0] must have $patch "replace" or "merge", got "remove"; write one of them, or null',
    ],
  ],
])('reports %s', (_, pod, problems) => {
  patchedPod(pod, problems);
});

test('knows no keys of the lists of custom resources', () => {
  const monitor = {
    ...object('ServiceMonitor', { spec: { endpoints: [{ port: 'http' }], env: [{ name: 'a' }] } }),
    apiVersion: 'monitoring.coreos.com/v1',
  };
  const { problems } = strategicMerge(monitor, { spec: { env: [{ name: 'b' }] } });
  expect(problems.map(({ at }) => at)).toEqual(['spec.env']);
});

test('leaves the object and the patch as they are', () => {
  const before = object('ConfigMap', { data: { a: '1' } });
  const patch = { data: { b: null, c: '3' } };
  const copies = JSON.stringify([before, patch]);
  strategicMerge(before, patch);
  expect(JSON.stringify([before, patch])).toBe(copies);
});

const pod = ['spec', 'template', 'spec'];

test.each([
  ['Deployment', [...pod, 'containers'], 'name'],
  ['Deployment', [...pod, 'containers', 'env'], 'name'],
  ['Deployment', [...pod, 'containers', 'ports'], 'containerPort'],
  ['Deployment', [...pod, 'initContainers', 'ports'], 'containerPort'],
  ['Deployment', [...pod, 'containers', 'volumeMounts'], 'mountPath'],
  ['Deployment', [...pod, 'topologySpreadConstraints'], 'topologyKey'],
  ['Service', ['spec', 'ports'], 'port'],
  ['StatefulSet', ['spec', 'volumeClaimTemplates'], 'metadata.name'],
])('merges the items of %s %j by %s', (kind, path, key) => {
  expect(mergeKey(kind, path)).toBe(key);
});

test.each([
  ['Deployment', [...pod, 'tolerations']],
  ['Deployment', [...pod, 'containers', 'envFrom']],
  ['NetworkPolicy', ['spec', 'egress']],
  ['NetworkPolicy', ['spec', 'egress', 'ports']],
  ['Role', ['rules']],
])('replaces the list of %s %j as a whole', (kind, path) => {
  expect(mergeKey(kind, path)).toBeUndefined();
});
