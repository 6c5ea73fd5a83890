import { parsedManifests } from '../../lib/folders/parsed-manifests';
import { textsOf } from '../problem-text';

const object = (name: string): string => `{ apiVersion: v1, kind: ConfigMap, metadata: { name: ${name} } }`;

/** The names of the objects in a text, what is wrong with it, and what of it is skipped. */
function parsed(text: string, file = 'a.yaml') {
  const { manifests, findings, skipped } = parsedManifests(file, text);
  return { names: manifests.map(({ manifest }) => manifest.metadata.name), findings: textsOf(findings), skipped };
}

test.each([
  ['the objects of all documents', `${object('a')}\n---\n---\n# nothing\n---\n${object('b')}`, ['a', 'b']],
  ['those of a List', `{ apiVersion: v1, kind: List, items: [${object('a')}, ${object('b')}] }`, ['a', 'b']],
  ['those of a list of one kind', `{ apiVersion: v1, kind: ConfigMapList, items: [${object('a')}] }`, ['a']],
  ['none of an empty file', '', []],
  [
    'those of a list of one kind that they do not state',
    '{ apiVersion: v1, kind: ConfigMapList, items: [{ metadata: { name: a } }] }',
    ['a'],
  ],
  [
    'those of a List in a List',
    `{ apiVersion: v1, kind: List, items: [${object('a')}, { apiVersion: v1, kind: List, items: [${object('b')}] }] }`,
    ['a', 'b'],
  ],
  ['a custom resource that is called a list', '{ apiVersion: a/v1, kind: AllowList, metadata: { name: a } }', ['a']],
  [
    'merge keys',
    'kind: List\napiVersion: v1\nitems:\n- &a {apiVersion: v1, kind: A, metadata: {name: one}}\n- {<<: *a, metadata: {name: two}}\n',
    ['one', 'two'],
  ],
])('reads %s', (_, text, names) => {
  expect(parsed(text)).toEqual({ names, findings: [], skipped: [] });
});

test('reads the rest of a file in which a document is no object, which is a finding', () => {
  expect(parsed(`${object('a')}\n---\ntext\n---\n${object('b')}`)).toEqual({
    names: ['a', 'b'],
    findings: [
      '[a.yaml: object 2] must be a Kubernetes object like the others of its file; give it apiVersion, kind and metadata.name, or move it away',
    ],
    skipped: [],
  });
});

test("skips a program's configuration beside objects", () => {
  const kustomization = '{ apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization, resources: [] }';
  expect(parsed(`${kustomization}\n---\n${object('a')}`)).toEqual({
    names: ['a'],
    findings: [],
    skipped: ['a.yaml, object 1, which is no Kubernetes object'],
  });
});

test('reads the rest of a file in which a document is not YAML', () => {
  expect(parsed(`${object('a')}\n--- # next\na: b\n a: [\n---\n${object('b')}`)).toEqual({
    names: ['a', 'b'],
    findings: ['[a.yaml] is not YAML, bad indentation of a mapping entry at line 4; correct it'],
    skipped: [],
  });
});

test('reads an object of which a mapping has a key again, with the last value, and finds every such key', () => {
  const text = `${object('a')}
---
apiVersion: v1
kind: Service
metadata: { name: b }
spec:
  ports:
    - port: 80
    - { port: 81, port: 82 }
  selector: { app: a }
  selector: { app: b }
---
note: 1
note: 2
`;
  const { manifests, findings, doubledKeys = [] } = parsedManifests('a.yaml', text);
  expect(manifests[1]?.manifest['spec']).toEqual({ ports: [{ port: 80 }, { port: 82 }], selector: { app: 'b' } });
  expect(manifests[1]?.lineOf(['spec', 'selector', 'app'])).toBe(11);
  expect(textsOf(findings)).toEqual([expect.stringContaining('object 3] must be a Kubernetes object')]);
  expect(textsOf(doubledKeys)).toEqual([
    '[a.yaml] has the key "port" again at line 9; leave one out: kubectl takes the last, and kustomize refuses the file',
    '[a.yaml] has the key "selector" again at line 11; leave one out: kubectl takes the last, and kustomize refuses the file',
  ]);
  expect(doubledKeys.map(({ line }) => line)).toEqual([9, 11]);
});

test('takes a key for no double that a merge gives too, or that another mapping has', () => {
  const text =
    'a: &a { kind: A, x: 1 }\nb: { <<: *a, <<: *a, x: 2 }\nkind: B\napiVersion: v1\nmetadata: { name: c, name: d }\n';
  const { doubledKeys = [] } = parsedManifests('a.yaml', text);
  expect(doubledKeys.map(({ want }) => want)).toEqual(['has the key "name" again at line 5']);
});

test('names the object that cannot be read', () => {
  expect(parsed(`${object('a')}\n---\n${object('7')}`).findings).toEqual([
    '[a.yaml: object 2] metadata.name must be a string, got 7; write "7"',
  ]);
});

test.each([
  ['a package', 'package.json', '{ "name": "shop", "version": "1.0.0" }'],
  ['JSON with comments', 'tsconfig.json', '{ // strict\n "compilerOptions": {} }'],
  ['a list', 'playbook.yml', '- hosts: all\n'],
  ['the tags of another program', 'pipeline.yml', 'script: !reference [.setup, script]\n'],
])('skips %s', (_, file, text) => {
  expect(parsed(text, file)).toEqual({
    names: [],
    findings: [],
    skipped: [`${file}, which is no Kubernetes object`],
  });
});

test('does not skip a manifest for a comment or a tag', () => {
  const json = parsed('{ "apiVersion": "v1", "kind": "Pod" } // core', 'pod.json');
  expect(json.findings).toEqual([expect.stringMatching(/^\[pod.json\] is not YAML, .+ at line 1; correct it$/)]);
  expect(parsed('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: !Ref a }\n').findings).toEqual([
    '[a.yaml] is not YAML, unknown scalar tag !<!Ref> at line 3; correct it',
  ]);
});

/** The object of a document, or its finding. */
function reading(document: unknown) {
  const { manifests, findings } = parsedManifests('a.yaml', JSON.stringify(document));
  return { manifest: manifests[0]?.manifest, finding: textsOf(findings)[0] };
}

const job = (metadata: object): object => ({ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: {} });

test('takes an object as it is', () => {
  const whole = job({ name: 'a', namespace: 'shop', labels: { a: 'b' } });
  expect(reading(whole)).toEqual({ manifest: whole });
});

test.each([
  { generateName: 'schema-' },
  { name: '', generateName: 'schema-' },
  { name: null, generateName: 'schema-' },
])('completes the name of %j', (metadata) => {
  expect(reading(job(metadata))).toHaveProperty('manifest.metadata', {
    name: 'schema-*',
    generateName: 'schema-',
  });
});

test('prefers the name, as the API server does', () => {
  expect(reading(job({ name: 'a', generateName: 'b-' }))).toHaveProperty('manifest.metadata.name', 'a');
});

test.each([null, ''])('takes the namespace %j for none', (namespace) => {
  expect(reading(job({ name: 'a', namespace }))).toHaveProperty('manifest.metadata', { name: 'a' });
});

test.each<[object, string]>([
  [{ apiVersion: 'v1', kind: 'Pod' }, 'metadata.name must be a string, got none; write one, or move the file away'],
  [job({}), 'metadata.name must be a string, got none; write one, or move the file away'],
  [job({ name: 7 }), 'metadata.name must be a string, got 7; write "7"'],
  [job({ generateName: true }), 'metadata.name must be a string, got true; write it in quotes'],
  [job({ name: 'a', namespace: 5 }), 'metadata.namespace must be a string, got 5; write "5"'],
  [job({ name: ['a'] }), 'metadata.name must be a string, got ["a"]; write one, or move the file away'],
  [{ apiVersion: 'v1', metadata: { name: 'a' } }, 'kind must be a string, got none; write one, or move the file away'],
  [{ kind: 'Pod', metadata: { name: 'a' } }, 'apiVersion must be a string, got none; write one, or move the file away'],
  [{ apiVersion: 1, kind: 'Pod', metadata: { name: 'a' } }, 'apiVersion must be a string, got 1; write "1"'],
])('says what is wrong with %j, which claims to be an object', (document, problem) => {
  expect(reading(document)).toEqual({ finding: `[a.yaml] ${problem}` });
});

test.each<[what: string, document: unknown]>([
  ['a kustomization', { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: [] }],
  ['a kustomization without its kind', { resources: ['a.yaml'] }],
  ['a chart', { apiVersion: 'v2', name: 'shop', version: '1.0.0' }],
  ["a chart's values", { replicaCount: 2, image: { tag: '1' } }],
  ['a workflow', { name: 'CI', on: { push: null }, jobs: {} }],
  ['a composition of containers', { version: '3', services: {} }],
  ['a kubeconfig', { apiVersion: 'v1', kind: 'Config', clusters: [] }],
  ['a cluster of kind', { apiVersion: 'kind.x-k8s.io/v1alpha4', kind: 'Cluster', nodes: [] }],
  ['settings of kubeadm', { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration' }],
  ['settings of the kubelet', { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' }],
  ['settings of skaffold', { apiVersion: 'skaffold/v4beta11', kind: 'Config', metadata: { name: 'shop' } }],
  ['an entry of a catalog', { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'shop' } }],
  [
    'what kpt keeps on this machine',
    {
      apiVersion: 'a/v1',
      kind: 'B',
      metadata: { name: 'a', annotations: { 'config.kubernetes.io/local-config': 'true' } },
    },
  ],
  ['a list', [1]],
  ['a text', 'apiVersion'],
  ['a number', 5],
])('takes %s for no object', (_, document) => {
  expect(reading(document)).toEqual({});
});

test("takes Flux's Kustomization for an object", () => {
  const object = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { name: 'a' } };
  expect(reading(object)).toEqual({ manifest: object });
});

test("skips a program's configuration that has no metadata, whatever its group", () => {
  const settings = parsed('apiVersion: lint.example.com/v1\nkind: Settings\nrules: [strict]\n', '.lint.yaml');
  expect(settings).toEqual({ names: [], findings: [], skipped: ['.lint.yaml, which is no Kubernetes object'] });
});

test('reads brackets and quotes that end below their key, as kubectl does, with the lines of the file', () => {
  const text =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers: [\n    {name: main}\n  ]\n  nodeName: b\n';
  const { manifests } = parsedManifests('a.yaml', text);
  expect(manifests[0]?.manifest.spec).toEqual({ containers: [{ name: 'main' }], nodeName: 'b' });
  expect(manifests[0]?.lineOf(['spec', 'nodeName'])).toBe(9);
});
