import { checkCommand } from '../../../lib/commands/check/check-command';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { standInPrograms } from '../../stand-in-programs';
import { temporaryDirectory } from '../../temporary-directory';

const settings = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\n`;

const run = (...args: readonly string[]) => runWith('', ...args);

/** Runs the command with a text on standard input. */
async function runWith(input: string, ...args: readonly string[]) {
  const terminal = new RecordedTerminal(input);
  const code = await checkCommand(args, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

test('finds nothing wrong with good manifests, and counts them', async () => {
  const folder = temporaryDirectory({
    'a.yaml': `${settings('a')}---\n${settings('b')}`,
    'inner/a.yaml': settings('a'),
  });
  expect(await run(folder)).toEqual({ code: 0, output: '2 objects in 1 file, no finding\n', complaints: '' });
  expect(await run(folder, '--recursive')).toEqual({
    code: 0,
    output: '3 objects in 2 files, no finding\n',
    complaints: '',
  });
});

test('names the file and the object of each finding', async () => {
  const folder = temporaryDirectory({
    'a.yaml': settings('Settings'),
    'b.yaml': `${settings('b')}---\n${settings('b')}`,
  });
  expect(await run(folder)).toEqual({
    code: 1,
    output: '3 objects in 2 files, 2 errors (1 unique-objects, 1 valid-object-names)\n',
    complaints: `2 findings:
[${folder}/b.yaml: ConfigMap shop/b] makes ConfigMap shop/b a second time; give each a name of its own (unique-objects)
[${folder}/a.yaml: ConfigMap shop/Settings] metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Settings"; write "settings" (valid-object-names)
`,
  });
});

test('takes one object in two folders for two objects', async () => {
  const folder = temporaryDirectory({ 'staging/a.yaml': settings('a'), 'production/a.yaml': settings('a') });
  expect((await run('-R', folder)).code).toBe(0);
});

test('says so when there is nothing to check', async () => {
  const folder = temporaryDirectory({ 'staging/a.yaml': settings('a') });
  expect(await run(folder)).toEqual({
    code: 3,
    output: '0 objects in 0 files, 1 error (cannot-read)\n',
    complaints: `1 finding:\n[${folder}] holds no Kubernetes objects; write a folder with YAML or JSON files of them, or --recursive for the folders below it\n`,
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
])('does not stumble over %s', async (_, text) => {
  const folder = temporaryDirectory({ 'a.yaml': `apiVersion: v1\nkind: Service\n${text}\n` });
  expect([0, 1]).toContain((await run(folder)).code);
});

test('finds what is wrong beside labels of a wrong type, in the same document and in others', async () => {
  const folder = temporaryDirectory({
    'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: A, namespace: shop, labels: { version: 1.5 } }\n',
    'b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: b, namespace: shop, annotations: [x] }\n',
  });
  expect((await run(folder)).complaints).toBe(`3 findings:
[${folder}/a.yaml: ConfigMap shop/A]
  metadata.labels["version"] must be a string, got 1.5; write it in quotes, such as "1.5" (valid-fields)
  metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a" (valid-object-names)
[${folder}/b.yaml: ConfigMap shop/b] metadata.annotations must be a map, got a list; write { key: value } (valid-fields)
`);
});

test('names and skips what is no manifest', async () => {
  const folder = temporaryDirectory({ 'a.yaml': settings('a'), 'Chart.yaml': 'apiVersion: v2\nname: shop\n' });
  expect(await run(folder)).toEqual({
    code: 0,
    output: '1 object in 1 file, no finding\n',
    complaints: `skipped ${folder}/Chart.yaml, which is no Kubernetes object\n`,
  });
});

test('reports a file that cannot be read beside the findings of the others', async () => {
  const folder = temporaryDirectory({ 'a.yaml': 'a: [', 'b.yaml': settings('B') });
  expect((await run('no/such', folder)).complaints).toBe(`3 findings:
[no/such] cannot be read: no such file or directory (ENOENT); write a folder, a file, or COMMIT:PATH such as HEAD:dist
[${folder}/a.yaml] is not YAML, unexpected end of the stream within a flow collection at line 1; correct it
[${folder}/b.yaml: ConfigMap shop/B] metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "B"; write "b" (valid-object-names)
`);
});

test('checks an object that has a key again by its last value, and finds the key, with 1', async () => {
  const folder = temporaryDirectory({
    'a.yaml': `data: { a: 1 }\n${settings('A').replace('metadata', 'data: { a: b }\nmetadata')}`,
  });
  expect(await run(folder)).toEqual({
    code: 1,
    output: '1 object in 1 file, 2 errors (1 not-unique, 1 valid-object-names)\n',
    complaints: `2 findings:
[${folder}/a.yaml] has the key "data" again at line 4; leave one out: kubectl takes the last, and kustomize refuses the file
[${folder}/a.yaml: ConfigMap shop/A] metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a" (valid-object-names)
`,
  });
});

test('takes generateName for a name, which two objects may share', async () => {
  const job = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { generateName: a-, namespace: shop }\n';
  expect(await run(temporaryDirectory({ 'a.yaml': `${job}---\n${job}` }))).toMatchObject({ code: 0, complaints: '' });
});

test('takes an empty namespace for none', async () => {
  const folder = temporaryDirectory({
    'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace:\n',
  });
  expect((await run(folder, '--ignore', 'require-namespace')).code).toBe(0);
  expect((await run(folder)).complaints).toMatch(/^1 finding:\n.+ConfigMap a\] metadata\.namespace must be set/);
});

test('runs without the rules that are ignored, and says so', async () => {
  const folder = temporaryDirectory({
    'a.yaml': `${settings('A').slice(0, -3)}, annotations: { cdk8s-backend/ignore.valid-object-names: a test } }\n---\n${settings('A')}`,
  });
  expect(await run(folder, '--ignore', 'valid-object-names', '--ignore=unique-objects')).toEqual({
    code: 0,
    output: '2 objects in 1 file, no finding, without valid-object-names, unique-objects\n',
    complaints: '',
  });
});

test('refuses to ignore what is no rule, with 64', async () => {
  const { code, complaints } = await run('--ignore', 'valid-names');
  expect(code).toBe(64);
  expect(complaints).toMatch(
    /^cdk8s-backend check: --ignore must name a rule, got "valid-names"; write one of no-conflicting-fields, /,
  );
});

test('refuses a command line that it does not understand, with 64', async () => {
  expect(await run('--fix')).toEqual({
    code: 64,
    output: '',
    complaints: 'cdk8s-backend check: there is no option --fix; see --help\n',
  });
});

test('lists the rules in its help', async () => {
  expect((await run('--help')).output).toContain(
    '  unique-objects             Every object has a group, kind, namespace and name\n                             of its own\n',
  );
});

describe('--format', () => {
  test('json prints findings as values, with file and object, and nothing else', async () => {
    const folder = temporaryDirectory({ 'a.yaml': settings('A'), 'b.yaml': 'a: [' });
    const { code, output, complaints } = await run(folder, '--format', 'json');
    expect([code, JSON.parse(output), complaints]).toEqual([
      3,
      [
        {
          level: 'error',
          path: `${folder}/b.yaml`,
          file: `${folder}/b.yaml`,
          code: 'cannot-read',
          want: 'is not YAML, unexpected end of the stream within a flow collection at line 1',
          write: 'correct it',
        },
        {
          level: 'error',
          path: 'ConfigMap shop/A',
          file: `${folder}/a.yaml`,
          line: 3,
          at: 'metadata.name',
          code: 'valid-object-names',
          want: 'must be a DNS subdomain: lower-case letters, digits, "-" and "."',
          got: '"A"',
          write: 'write "a"',
        },
      ],
      '',
    ]);
    const good = temporaryDirectory({ 'a.yaml': settings('a') });
    expect(await run(good, '--format', 'json')).toEqual({ code: 0, output: '[]\n', complaints: '' });
  });

  test('github prints an annotation for each finding, and the summary', async () => {
    const folder = temporaryDirectory({ 'a.yaml': settings('A') });
    expect(await run(folder, '--format=github')).toEqual({
      code: 1,
      output: `::error file=${folder}/a.yaml,line=3,title=valid-object-names::[${folder}/a.yaml: ConfigMap shop/A] metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a" (valid-object-names)\n1 object in 1 file, 1 error (valid-object-names)\n`,
      complaints: '',
    });
    const good = temporaryDirectory({ 'a.yaml': settings('a') });
    expect((await run(good, '--format', 'github')).output).toBe('1 object in 1 file, no finding\n');
  });

  test('has no other form', async () => {
    expect(await run('--format', 'yaml')).toEqual({
      code: 64,
      output: '',
      complaints: 'cdk8s-backend check: --format must be text, json, github or sarif, got "yaml"; write one of them\n',
    });
  });
});

describe('notes', () => {
  const policy = JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 443, protocol: 'TCP' }] }] },
  });
  const note = (folder: string) =>
    `[${folder}/policy.yaml: NetworkPolicy shop/api] spec.egress[0] must name its addresses, got any at port 443; name the CIDR blocks or peers, such as to: [{ ipBlock: { cidr: "10.0.0.1/32" } }] (no-open-egress)`;
  const good = (): string => temporaryDirectory({ 'policy.yaml': policy });
  const bad = (): string => temporaryDirectory({ 'policy.yaml': policy, 'a.yaml': settings('Settings') });

  test('are counted in the last line of a run without findings, and change no exit code', async () => {
    expect(await run(good(), '--ignore', 'no-dangling-selector')).toEqual({
      code: 0,
      output:
        '1 object in 1 file, no finding, without no-dangling-selector, 1 note (no-open-egress): --notes shows them\n',
      complaints: '',
    });
  });

  test('are printed with --notes, after the findings', async () => {
    const folder = good();
    expect(await run(folder, '--notes')).toEqual({
      code: 0,
      output: '1 object in 1 file, no finding, 1 note (no-open-egress)\n',
      complaints: `1 note:\n${note(folder)}\n`,
    });
    const other = bad();
    const { code, output, complaints } = await run(other, '--notes');
    expect([code, output, complaints.split('\n')]).toEqual([
      1,
      '2 objects in 2 files, 1 error (valid-object-names), 1 note (no-open-egress)\n',
      ['1 finding:', expect.stringContaining('(valid-object-names)'), '1 note:', note(other), ''],
    ]);
    expect((await run(other)).complaints).toMatch(/^1 finding:\n.*\n$/);
  });

  test('are in JSON and annotations with --notes alone, each with its level', async () => {
    const folder = bad();
    const levels = async (...options: string[]) =>
      (JSON.parse((await run(folder, '--format', 'json', ...options)).output) as { level: string }[]).map(
        ({ level }) => level,
      );
    expect([await levels(), await levels('--notes')]).toEqual([['error'], ['error', 'note']]);
    const annotations = async (...options: string[]) =>
      (await run(folder, '--format', 'github', ...options)).output.match(/^::\w+/gm);
    expect([await annotations(), await annotations('--notes')]).toEqual([['::error'], ['::error', '::notice']]);
  });

  test('fail the command, and are printed, with --fail-on note', async () => {
    const folder = good();
    expect(await run(folder, '--fail-on', 'note')).toEqual({
      code: 1,
      output: '1 object in 1 file, no finding, 1 note (no-open-egress)\n',
      complaints: `1 note:\n${note(folder)}\n`,
    });
  });

  test('of a rule that is ignored are not counted', async () => {
    expect((await run(good(), '--ignore', 'no-open-egress', '--notes')).output).toBe(
      '1 object in 1 file, no finding, without no-open-egress\n',
    );
  });
});

describe('warnings', () => {
  const objects = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: api
          image: docker.io/demo/api:1.0.0@sha256:${'1'.repeat(64)}
          ports: [{ name: http, containerPort: 8080 }]
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
---
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 9090 }] }
`;
  const shop = (): string => temporaryDirectory({ 'shop.yaml': objects });
  const warning = (folder: string) =>
    `[${folder}/shop.yaml: Service shop/api] spec.ports[0].targetPort must be a port of the selected pods, got 9090; write http (no-dangling-target-port)`;

  test('are printed and counted, and change no exit code', async () => {
    const folder = shop();
    expect(await run(folder)).toEqual({
      code: 0,
      output: '2 objects in 1 file, no finding, 1 warning (no-dangling-target-port)\n',
      complaints: `1 warning:\n${warning(folder)}\n`,
    });
  });

  test('fail the command with --fail-on warning', async () => {
    expect((await run(shop(), '--fail-on', 'warning')).code).toBe(1);
  });

  test('are annotations of their own level', async () => {
    expect((await run(shop(), '--format', 'github')).output).toMatch(/^::warning file=/);
  });
});

test('runs the rules alone that --rule names, and knows the others in annotations', async () => {
  const annotated = settings('Settings').replace(
    'metadata: {',
    'metadata: { annotations: { cdk8s-backend/ignore.valid-amounts: tried },',
  );
  const folder = temporaryDirectory({ 'a.yaml': annotated });
  expect((await run(folder)).code).toBe(1);
  expect(await run(folder, '--rule', 'valid-labels', '--rule', 'unique-env')).toEqual({
    code: 0,
    output: '1 object in 1 file, no finding by valid-labels, unique-env\n',
    complaints: '',
  });
});

test.each(['--rule', '--ignore'])(
  'refuses a rule after %s that there is not, with the one that is near',
  async (option) => {
    expect(await run('dist', option, 'valid-label')).toEqual({
      code: 64,
      output: '',
      complaints: `cdk8s-backend check: ${option} must name a rule, got "valid-label"; write valid-labels\n`,
    });
  },
);

describe('standard input', () => {
  test('is checked as one file', async () => {
    expect(await runWith(`${settings('a')}---\n${settings('b')}`, '-')).toEqual({
      code: 0,
      output: '2 objects in 1 file, no finding\n',
      complaints: '',
    });
    expect((await runWith(settings('A'), '-')).complaints).toBe(
      '1 finding:\n[standard input: ConfigMap shop/A] metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a" (valid-object-names)\n',
    );
  });

  test('is an application of its own beside folders', async () => {
    const folder = temporaryDirectory({ 'a.yaml': settings('a') });
    expect((await runWith(settings('a'), folder, '-')).output).toBe('2 objects in 2 files, no finding\n');
  });

  test('has the lines of its text in JSON', async () => {
    const { output } = await runWith(`${settings('a')}---\n${settings('B')}`, '-', '--format', 'json');
    expect(JSON.parse(output)).toMatchObject([{ path: 'ConfigMap shop/B', file: 'standard input', line: 7 }]);
  });

  test('without objects is a finding', async () => {
    expect(await runWith('', '-')).toEqual({
      code: 3,
      output: '0 objects in 0 files, 1 error (cannot-read)\n',
      complaints:
        '1 finding:\n[standard input] holds no Kubernetes objects; pipe YAML or JSON of them, and see whether the program before the pipe has failed\n',
    });
  });
});

describe('--namespace', () => {
  const without = settings('a').replace(', namespace: shop', '');

  test('is the namespace of objects that state none', async () => {
    const folder = temporaryDirectory({ 'a.yaml': without });
    expect((await run(folder)).complaints).toContain('metadata.namespace must be set');
    expect(await run(folder, '-n', 'shop')).toEqual({
      code: 0,
      output: '1 object in 1 file, no finding\n',
      complaints: '',
    });
  });

  test('resolves references in it', async () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop }
spec:
  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: a
      image: docker.io/demo/a:1
      envFrom: [{ configMapRef: { name: aplication } }]
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;
    const folder = temporaryDirectory({ 'a.yaml': without.replace('name: a', 'name: application'), 'b.yaml': pod });
    expect((await run(folder, '--namespace', 'shop')).complaints).toMatch(
      /write "application" \(no-dangling-reference\)\n$/,
    );
  });

  test('finds an object of another one, and checks it too', async () => {
    const folder = temporaryDirectory({ 'a.yaml': settings('A') });
    expect(await run(folder, '-n', 'store')).toEqual({
      code: 1,
      output: '1 object in 1 file, 2 errors (1 conflict, 1 valid-object-names)\n',
      complaints: `2 findings:
[${folder}/a.yaml: ConfigMap shop/A]
  metadata.namespace must be "store", the namespace of --namespace, for kubectl refuses any other, got "shop"; leave it out, or apply the object without --namespace
  metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a" (valid-object-names)
`,
    });
  });
});

describe('--schemas', () => {
  const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Cluster
  names: { kind: Widget, listKind: WidgetList, plural: widgets, singular: widget }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } }
`;
  const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a }\nspec: { size: big }\n';
  const line = (folder: string) =>
    `1 finding:\n[${folder}/a.yaml: Widget a] spec.size must be an integer, got "big"; write 1 (valid-fields)\n`;

  test('judges custom resources, and says whether they live in a namespace', async () => {
    const folder = temporaryDirectory({ 'a.yaml': widget });
    const schemas = temporaryDirectory({ 'below/widgets.yaml': definition });
    expect((await run(folder)).code).toBe(0);
    expect(await run(folder, '--schemas', schemas, '-n', 'shop')).toEqual({
      code: 1,
      output: '1 object in 1 file, 1 error (valid-fields)\n',
      complaints: line(folder),
    });
  });

  test('need not be named for a definition in the folder', async () => {
    const folder = temporaryDirectory({ 'a.yaml': widget, 'b.yaml': definition });
    expect((await run(folder)).complaints).toBe(line(folder));
  });

  test('that cannot be read are a finding, with 3', async () => {
    const folder = temporaryDirectory({ 'a.yaml': widget });
    expect(await run(folder, '--schemas', folder)).toEqual({
      code: 3,
      output: '1 object in 1 file, 1 error (cannot-read)\n',
      complaints: `1 finding:\n[${folder}] holds no CustomResourceDefinition; write a folder with YAML or JSON files of some\n`,
    });
  });
});

describe('--render', () => {
  const folder = (): string => temporaryDirectory({ 'kustomization.yaml': '', 'web.yaml': settings('A') });

  test('checks what kustomize makes of a folder, and names its file without a line', async () => {
    standInPrograms({ kustomize: `print(${JSON.stringify(settings('B'))})` });
    const path = folder();
    expect(JSON.parse((await run(path, '--render', '--format', 'json')).output)).toEqual([
      expect.objectContaining({
        path: 'ConfigMap shop/B',
        file: `${path}/kustomization.yaml`,
        code: 'valid-object-names',
      }),
    ]);
    expect((await run(path, '--render', '--format', 'github')).output).toMatch(
      `::error file=${path}/kustomization.yaml,title=valid-object-names::`,
    );
  });

  test('gives Helm the namespace, and its objects too', async () => {
    const object = settings('a').replace(', namespace: shop', '');
    standInPrograms({ helm: `if (args.includes('shop')) print(${JSON.stringify(object)})` });
    const path = temporaryDirectory({ 'Chart.yaml': 'name: web' });
    expect(await run(path, '--render', '-n', 'shop')).toEqual({
      code: 0,
      output: '1 object in 1 file, no finding\n',
      complaints: '',
    });
  });

  test('lets a chart have objects in other namespaces, and a kustomization not', async () => {
    const program = `print(${JSON.stringify(settings('a'))})`;
    standInPrograms({ helm: program, kustomize: program });
    expect((await run(temporaryDirectory({ 'Chart.yaml': 'name: web' }), '--render', '-n', 'app')).code).toBe(0);
    expect((await run(folder(), '--render', '-n', 'app')).complaints).toContain('must be "app", the namespace of');
  });

  test('ends with 3 where the program is missing, and runs none without it', async () => {
    standInPrograms({});
    const path = folder();
    expect(await run(path, '--render')).toEqual({
      code: 3,
      output: '0 objects in 0 files, 1 error (unavailable)\n',
      complaints: `1 finding:\n[${path}/kustomization.yaml: ${path}] is rendered by kustomize or kubectl, and neither is on the PATH; install one, or pipe what renders the folder to this command, with - for the folder\n`,
    });
    standInPrograms({ kustomize: "fail('runs')" });
    expect((await run(path)).complaints).not.toContain('runs');
  });

  test("says of a key that is there again in Helm's output, that it is there", async () => {
    const doubled = settings('a').replace('metadata:', 'data: { a: b }\ndata: { a: c }\nmetadata:');
    standInPrograms({ helm: `print(${JSON.stringify(doubled)})` });
    const path = temporaryDirectory({ 'Chart.yaml': 'name: web' });
    const { code, output, complaints } = await run(path, '--render');
    expect([code, output]).toEqual([1, '1 object in 1 file, 1 error (not-unique)\n']);
    expect(complaints).toContain('] has the key "data" again at line 4 of the output; leave one out: kubectl takes');
  });
});
