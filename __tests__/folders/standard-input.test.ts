import { inputManifests, sourceName, standardInput } from '../../lib/folders/standard-input';
import { textsOf } from '../problem-text';

test('is called by its name in messages', () => {
  expect([sourceName(standardInput), sourceName('dist')]).toEqual(['standard input', 'dist']);
});

test('holds the objects of the text, with their lines', () => {
  const text = '---\n# Source: shop/templates/a.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
  const [read] = inputManifests(text).manifests;
  expect([read?.file, read?.manifest.kind, read?.lineOf(['metadata', 'name'])]).toEqual([
    'standard input',
    'ConfigMap',
    6,
  ]);
});

test.each([undefined, '', '\n---\n', '# nothing\n'])('is a finding without objects: %j', (text) => {
  expect(textsOf(inputManifests(text).findings)).toEqual([
    '[standard input] holds no Kubernetes objects; pipe YAML or JSON of them, and see whether the program before the pipe has failed',
  ]);
});

test('is a finding where it is not YAML, Helm or not', () => {
  expect(textsOf(inputManifests('apiVersion: v1\nkind: {{ .Values.kind }}\n').findings)).toEqual([
    expect.stringMatching(/^\[standard input\] is not YAML, /),
  ]);
});
