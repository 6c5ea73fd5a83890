import { checkCommand } from '../../lib/check-command/check-command';
import { RecordedTerminal } from '../secrets-command/recorded-terminal';
import { temporaryDirectory } from '../temporary-directory';

const settings = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\n`;

function run(...args: readonly string[]) {
  const terminal = new RecordedTerminal();
  const code = checkCommand(args, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

test('finds nothing wrong with good manifests, and counts them', () => {
  const folder = temporaryDirectory({
    'a.yaml': `${settings('a')}---\n${settings('b')}`,
    'inner/a.yaml': settings('a'),
  });
  expect(run(folder)).toEqual({ code: 0, output: '2 objects, no finding\n', complaints: '' });
  expect(run(folder, '--recursive')).toEqual({ code: 0, output: '3 objects, no finding\n', complaints: '' });
});

test('names the file and the object of each finding', () => {
  const folder = temporaryDirectory({
    'a.yaml': settings('Settings'),
    'b.yaml': `${settings('b')}---\n${settings('b')}`,
  });
  expect(run(folder)).toEqual({
    code: 1,
    output: '',
    complaints: `3 findings:
[${folder}/b.yaml: ConfigMap shop/b] makes ConfigMap shop/b, which is made 2 times; give each a name of its own (unique-objects)
[${folder}/b.yaml: ConfigMap shop/b] makes ConfigMap shop/b, which is made 2 times; give each a name of its own (unique-objects)
[${folder}/a.yaml: ConfigMap shop/Settings] name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Settings"; write "settings" (valid-object-names)
`,
  });
});

test('takes one object in two folders for two objects', () => {
  const folder = temporaryDirectory({ 'staging/a.yaml': settings('a'), 'production/a.yaml': settings('a') });
  expect(run('-R', folder).code).toBe(0);
});

test('says so when there is nothing to check', () => {
  const folder = temporaryDirectory({ 'staging/a.yaml': settings('a') });
  expect(run(folder)).toEqual({
    code: 1,
    output: '',
    complaints: `1 finding:\n[${folder}] holds no Kubernetes objects; write a folder with YAML or JSON files of them\n`,
  });
});

test.each([
  ['labels that are a list', 'metadata: { name: a, namespace: shop, labels: [1] }'],
  [
    'an annotation that is a number',
    'metadata: { name: a, namespace: shop, annotations: { cdk8s-backend/ignore.unique-env: 1 } }',
  ],
  [
    'containers that are none',
    'metadata: { name: a, namespace: shop }\nspec: { template: { spec: { containers: [1, null, { env: x }] } } }',
  ],
  ['a selector that is a text', 'metadata: { name: a, namespace: shop }\nspec: { selector: app }'],
])('does not stumble over %s', (_, text) => {
  const folder = temporaryDirectory({ 'a.yaml': `apiVersion: v1\nkind: Service\n${text}\n` });
  expect([0, 1]).toContain(run(folder).code);
});

test('says which label or annotation is no text, as kubectl would', () => {
  const folder = temporaryDirectory({
    'a.yaml': `${settings('a').trimEnd().slice(0, -2)}, labels: { version: 1.0 } }\n`,
  });
  expect(run(folder).complaints).toBe(
    `1 finding:\n[${folder}/a.yaml: ConfigMap shop/a] metadata.labels "version" must be a text, got 1; write it in quotes\n`,
  );
});

test('refuses a command line that it does not understand, with 2', () => {
  expect(run('--fix')).toEqual({
    code: 2,
    output: '',
    complaints: "cdk8s-backend check: unknown option '--fix'; see --help\n",
  });
});

test('lists the rules in its help', () => {
  expect(run('--help').output).toContain(
    '  unique-objects: Every object has a group, kind, namespace and name of its own\n',
  );
});
