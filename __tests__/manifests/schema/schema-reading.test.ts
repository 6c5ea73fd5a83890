import fc from 'fast-check';
import { issueText } from '../../../lib/findings/problem';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { placeText } from '../../../lib/manifests/schema/place';
import { pathOf, schemaReading } from '../../../lib/manifests/schema/schema-reading';
import { deployment, object } from '../../manifests';

const lines = (manifest: KubernetesManifest): string[] =>
  schemaReading(manifest).faults.map(({ path, ...problem }) =>
    issueText({ at: placeText(manifest, path), ...problem }),
  );
const web = (container: object, pod: object = {}): KubernetesManifest => {
  const manifest = deployment({ image: 'docker.io/demo/web:1', ...container }, { ...pod });
  return { ...manifest, spec: { ...(manifest.spec as object), selector: { matchLabels: { app: 'web' } } } };
};
const pod = 'spec.template.spec';

test('finds nothing in an object that fits, whatever is null', () => {
  expect(lines(web({ resources: { limits: { cpu: 1 } }, args: null, env: [{ name: 'A', value: null }] }))).toEqual([]);
});

test.each<[string, KubernetesManifest, string]>([
  [
    'a variable',
    web({ env: [{ name: 'PORT', value: 9000 }] }),
    `${pod}.containers["main"].env["PORT"].value must be a string, got 9000; write "9000"`,
  ],
  [
    'an argument',
    web({ args: ['sleep', 60] }),
    `${pod}.containers["main"].args[1] must be a string, got 60; write "60"`,
  ],
  [
    'a label to select nodes by',
    web({}, { nodeSelector: { fast: true } }),
    `${pod}.nodeSelector["fast"] must be a string, got true; write it in quotes`,
  ],
  [
    'a list',
    web({ command: 'node main.js' }),
    `${pod}.containers["main"].command must be a list, got a string; write a "-" before each item`,
  ],
  [
    'an object',
    web({ resources: [] }),
    `${pod}.containers["main"].resources must be an object, got a list; write an object with claims, limits, requests`,
  ],
  ['a map', object('ConfigMap', { data: 'A=1' }), 'data must be a map, got a string; write { key: value }'],
  ['a name', object('ConfigMap', {}, { name: 42 as never }), 'metadata.name must be a string, got 42; write "42"'],
  [
    'a choice',
    web({ imagePullPolicy: 'always' }),
    `${pod}.containers["main"].imagePullPolicy must be Always or IfNotPresent or Never, got "always"; write Always`,
  ],
  [
    'an unknown field',
    web({}, { terminationGracePeriod: 30 }),
    `${pod}.terminationGracePeriod is no field of PodSpec; write terminationGracePeriodSeconds`,
  ],
  [
    'a field of the object around',
    web({ restartCount: 1 }),
    `${pod}.containers["main"].restartCount is no field of Container; leave it out`,
  ],
  [
    'a field of the pod at a container',
    web({ nodeSelector: {} }),
    `${pod}.containers["main"].nodeSelector is no field of Container; write it under ${pod}`,
  ],
  [
    'a field of the context at a pod',
    web({}, { runAsNonRoot: true }),
    `${pod}.runAsNonRoot is no field of PodSpec; write it under securityContext`,
  ],
  [
    'a query in the selector of a Service',
    object('Service', { spec: { selector: { matchLabels: { app: 'web' } }, ports: [{ port: 80 }] } }),
    'spec.selector["matchLabels"] must be a string, got an object; write its labels in its place',
  ],
  [
    'a required field',
    object('ConfigMap', {}, { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'a' }] } as never),
    'metadata.ownerReferences["a"].uid must be set, got none; write it',
  ],
  [
    'an image',
    web({ image: undefined }),
    `${pod}.containers["main"].image must be set, got none; write one such as docker.io/library/nginx:1.27`,
  ],
  [
    'a storage size',
    object('PersistentVolumeClaim', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10 GB' } } },
    }),
    'spec.resources.requests["storage"] must be a quantity, got "10 GB"; write a number with a unit, such as "500m" or "2Gi"',
  ],
])('finds %s', (_, manifest, line) => {
  expect(lines(manifest)).toEqual([line]);
});

test('takes what SOPS encrypted as it is', () => {
  const encrypted = 'ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]';
  expect(
    lines(object('Secret', { data: { token: encrypted }, immutable: encrypted, sops: { mac: encrypted } })),
  ).toEqual([]);
});

test('says of a field of another type no more than that', () => {
  const role = {
    ...object('Role', { rules: [{ apiGroups: {}, resources: ['pods'], verbs: ['get'] }] }),
    apiVersion: 'rbac.authorization.k8s.io/v1',
  };
  expect(lines(role)).toEqual(['rules[0].apiGroups must be a list, got an object; write a "-" before each item']);
});

test('finds an item that is null where an object is wanted', () => {
  expect(lines(web({}, { volumes: [null] }))).toEqual([
    `${pod}.volumes[0] must be an object, got null; write an object with name`,
  ]);
});

test('of a custom resource it reads the metadata alone', () => {
  const widget = {
    ...object('Widget', { spec: { any: 1 } }, { labels: { version: 1 as never } }),
    apiVersion: 'example.com/v1',
  };
  expect(lines(widget)).toEqual(['metadata.labels["version"] must be a string, got 1; write "1"']);
});

test('leaves what a container asks for to valid-containers, but for its type', () => {
  expect(lines(web({ resources: { requests: { cpu: 'lots', memory: true } } }))).toEqual([
    `${pod}.containers["main"].resources.requests["memory"] must be a quantity, got true; write a number with a unit, such as "500m" or "2Gi"`,
  ]);
});

test('shows no value that may be a secret', () => {
  const text = [
    ...lines(object('Secret', { stringData: { pin: 123456 } })),
    ...lines(object('Secret', { data: { pin: 'not base64' } })),
    ...lines(web({ env: [{ name: 'DB_PASSWORD', value: 123456 }], args: ['--api-token', 123456] })),
    ...lines(object('ConfigMap', { data: { password: 123456 } })),
  ];
  expect(text).toHaveLength(5);
  expect(text.join('\n')).not.toMatch(/123456|not base64/);
});

test('reads whatever is written, and never throws', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (fields, spec) => {
      for (const kind of ['Deployment', 'ConfigMap', 'Secret'])
        expect(schemaReading({ ...object(kind, { ...fields, spec }), kind }).faults).toEqual(expect.any(Array));
    }),
  );
});

test('finds the objects of a manifest with their types and paths', () => {
  const manifest = deployment({ env: [{ name: 'A', value: '1' }] }, { volumes: [{ emptyDir: {}, sice: 1 }] });
  const objects = schemaReading(manifest).objects.map(({ place, type, hasUnknown }) => [
    placeText(manifest, pathOf(place)),
    type,
    hasUnknown,
  ]);
  expect(objects).toEqual([
    ['', 'Deployment', false],
    ['metadata', 'ObjectMeta', false],
    ['spec', 'DeploymentSpec', false],
    ['spec.template', 'PodTemplateSpec', false],
    ['spec.template.metadata', 'ObjectMeta', false],
    ['spec.template.spec', 'PodSpec', false],
    ['spec.template.spec.volumes[0]', 'Volume', true],
    ['spec.template.spec.volumes[0].emptyDir', 'EmptyDirVolumeSource', false],
    ['spec.template.spec.containers["main"]', 'Container', false],
    ['spec.template.spec.containers["main"].env["A"]', 'EnvVar', false],
  ]);
});

test('of a custom resource it finds the metadata alone', () => {
  const widget = { ...object('Widget', { spec: {} }), apiVersion: 'example.com/v1' };
  expect(schemaReading(widget).objects.map(({ type }) => type)).toEqual(['ObjectMeta']);
});
