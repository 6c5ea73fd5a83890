import { parsedManifests } from '../../lib/files/parsed-manifests';

const object = (name: string): string => `{ apiVersion: v1, kind: ConfigMap, metadata: { name: ${name} } }`;

/** The names of the objects in a text, and what is wrong with it. */
function parsed(text: string): { names: string[]; findings: string[] } {
  const findings: string[] = [];
  return { names: parsedManifests('a.yaml', text, findings).map(({ manifest }) => manifest.metadata.name), findings };
}

test.each([
  ['the objects of all documents', `${object('a')}\n---\n---\n# nothing\n---\n${object('b')}`, ['a', 'b']],
  ['those of a List', `{ apiVersion: v1, kind: List, items: [${object('a')}, ${object('b')}] }`, ['a', 'b']],
  ['those of a list of one kind', `{ apiVersion: v1, kind: ConfigMapList, items: [${object('a')}] }`, ['a']],
  ['none of an empty file', '', []],
  ['a custom resource that is called a list', '{ apiVersion: a/v1, kind: AllowList, metadata: { name: a } }', ['a']],
])('reads %s', (_, text, names) => {
  expect(parsed(text)).toEqual({ names, findings: [] });
});

test('reads the rest of a file in which something is no object', () => {
  expect(parsed(`${object('a')}\n---\ntext\n---\n${object('b')}`)).toEqual({
    names: ['a', 'b'],
    findings: [
      '[a.yaml] holds something else than a Kubernetes object, object 2; give it apiVersion, kind and metadata.name, or move the file away',
    ],
  });
});
