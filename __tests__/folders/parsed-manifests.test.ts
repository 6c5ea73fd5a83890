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
