import { execFileSync } from 'node:child_process';
import { planCommand } from '../../../lib/commands/plan/plan-command';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { standInPrograms } from '../../stand-in-programs';
import { temporaryDirectory } from '../../temporary-directory';

const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
const settings = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { name: ${name} }\n`;
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';
const before = temporaryDirectory({ 'a.yaml': settings('one'), 'inner/a.yaml': settings('one') });
const after = temporaryDirectory({ 'b.yaml': settings('two'), 'inner/a.yaml': settings('one') });
const full = temporaryDirectory({ 'a.yaml': settings('one') + '---\n' + namespace });

const run = (...args: readonly string[]) => runWith('', ...args);

/** Runs the command with a text on standard input. */
async function runWith(input: string, ...args: readonly string[]) {
  const terminal = new RecordedTerminal(input);
  const code = await planCommand(args, terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

test.each([
  ['0 if nothing changes', [before, before], 0],
  ['1 if something changes', [before, after], 1],
  ['2 if a change is dangerous', [full, before], 2],
])('ends with %s', async (_, folders, code) => {
  expect((await run(...folders)).code).toBe(code);
});

test('compares the folders themselves, and with --recursive those below too', async () => {
  expect((await run(before, after)).output).toBe(`${before} → ${after}
  ~ ConfigMap settings
      data.name: "one" → "two"
  1 changed
`);
  const inner = temporaryDirectory({ 'inner/a.yaml': settings('two') });
  expect((await run(before, inner, '-R')).output).toBe(`${before}/inner → ${inner}/inner
  ~ ConfigMap settings
      data.name: "one" → "two"
  1 changed

${before} → ${inner}
  - ConfigMap settings
  1 removed
  kubectl apply does not delete these objects. Delete them with:
    kubectl delete configmap settings
  Argo CD and Flux delete them by themselves if they prune.
`);
});

test.each([
  [[], 'HEAD', 'dist'],
  [['out/staging'], 'HEAD', 'out/staging'],
  [['v1:dist'], 'v1', 'dist'],
  [['v1:old', 'dist'], 'v1', 'dist'],
])('compares for %j the commit %s with %s', async (args, commit, after) => {
  const directory = temporaryDirectory({ [`${after}/a.yaml`]: settings('one') });
  const workingDirectory = process.cwd();
  process.chdir(directory);
  try {
    expect((await run(...args)).complaints).toContain(`[${commit}] is no commit of a git repository here`);
    execFileSync('git', ['init', '--quiet']);
    execFileSync('git', [...identity, 'commit', '--quiet', '--allow-empty', '--message=empty']);
    execFileSync('git', ['tag', 'v1']);
    const { code, output, complaints } = await run(...args);
    // Only a path that is not written may be missing in the commit.
    const title = `HEAD:${after} → ${after}\n  + ConfigMap settings\n  1 added\n`;
    if (commit === 'HEAD') expect({ code, output, complaints }).toEqual({ code: 1, output: title, complaints: '' });
    else
      expect({ code, complaints }).toMatchObject({
        code: 3,
        complaints: expect.stringContaining('is not in the commit') as string,
      });
  } finally {
    process.chdir(workingDirectory);
  }
});

test('prints the form that is asked for', async () => {
  expect((await run(before, before, '--format', 'md')).output).toBe(
    '<!-- cdk8s-backend plan -->\n**No change** to what is applied.\n',
  );
  expect((await run(before, before, '--format=json')).output).toContain('"verdict": "none"');
});

test.each([
  [['a', 'b', 'c'], 'takes two folders, got 3; see --help'],
  [['-'], 'compares standard input with a folder; write plan dist -, or plan --cluster -'],
  [['-', '-'], 'takes standard input once; write - once, or the path of a file'],
  [
    ['a', 'b', '--namespace', 'a b'],
    '--namespace must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "a b"; write "a-b"',
  ],
  [['--format', 'html'], '--format must be text, md or json, got "html"; write one of them'],
  [['--format', 'toString'], '--format must be text, md or json, got "toString"; write one of them'],
  [['--fromat', 'md'], 'there is no option --fromat; write --format'],
])('refuses the command line %j with 64', async (args, problem) => {
  expect(await run(...args)).toEqual({ code: 64, output: '', complaints: `cdk8s-backend plan: ${problem}\n` });
});

test('ends with 3 when a folder cannot be read, which is no change of any kind', async () => {
  expect(await run(before, 'no/such')).toEqual({
    code: 3,
    output: '',
    complaints:
      '1 finding:\n[no/such] cannot be read: no such file or directory (ENOENT); write a folder, a file, or COMMIT:PATH such as HEAD:dist\n',
  });
});

const skippedFile = temporaryDirectory({ 'a.yaml': settings('one'), 'kustomization.yaml': 'resources: [a.yaml]\n' });

test('names and skips what is no manifest', async () => {
  expect(await run(before, skippedFile, '--format', 'md')).toEqual({
    code: 0,
    output: '<!-- cdk8s-backend plan -->\n**No change** to what is applied.\n',
    complaints: `skipped ${skippedFile}/kustomization.yaml, which is no Kubernetes object\n`,
  });
});

test('compares the rest beside a file that cannot be read, and calls nothing removed that may be in it', async () => {
  const broken = temporaryDirectory({ 'a.yaml': settings('two'), 'b.yaml': 'b: [' });
  const finding = `1 finding:\n[${broken}/b.yaml] is not YAML, unexpected end of the stream within a flow collection at line 1; correct it\n`;
  expect(await run(full, broken)).toEqual({
    code: 3,
    output: `${full} → ${broken}\n  ~ ConfigMap settings\n      data.name: "one" → "two"\n  1 changed\n  1 object not compared\n`,
    complaints: finding,
  });
  expect(await run(broken, full)).toEqual({
    code: 3,
    output: `${broken} → ${full}\n  ~ ConfigMap settings\n      data.name: "two" → "one"\n  1 changed\n  1 object not compared\n`,
    complaints: finding,
  });
});

test('compares an object that has a key again by its last value', async () => {
  const earlier = temporaryDirectory({ 'a.yaml': `data: { a: '0' }\n${settings('one')}` });
  const later = temporaryDirectory({ 'a.yaml': `data: { a: '0' }\n${settings('two')}` });
  const { code, output, complaints } = await run(earlier, later);
  expect([code, complaints]).toEqual([1, '']);
  expect(output).toMatch(/one.*two/);
});

test('compares objects with generateName, and removes none of them by name', async () => {
  const job = (image: string) =>
    temporaryDirectory({
      'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { generateName: schema-, namespace: shop }\nspec: { image: ${image} }\n`,
    });
  const [one, two] = [job('a'), job('b')];
  expect((await run(one, two)).output).toContain('~ Pod shop/schema-*');
  expect((await run(one, temporaryDirectory())).output).not.toContain('kubectl delete');
});

test('explains itself', async () => {
  expect(await run('-h')).toEqual({
    code: 0,
    output: expect.stringContaining('       cdk8s-backend plan BEFORE AFTER [options]\n') as string,
    complaints: '',
  });
});

test('compares a folder with standard input, and the other way round', async () => {
  const change = 'ConfigMap settings\n      data.name:';
  expect((await runWith(settings('two'), before, '-')).output).toBe(
    `${before} → standard input\n  ~ ${change} "one" → "two"\n  1 changed\n`,
  );
  expect((await runWith(settings('two'), '-', before)).output).toBe(
    `standard input → ${before}\n  ~ ${change} "two" → "one"\n  1 changed\n`,
  );
});

test('removes nothing where standard input is empty', async () => {
  expect(await runWith('', before, '-')).toEqual({
    code: 3,
    output: `${before} → standard input\n  no change\n  1 object not compared\n`,
    complaints:
      '1 finding:\n[standard input] holds no Kubernetes objects; pipe YAML or JSON of them, and see whether the program before the pipe has failed\n',
  });
});

test('takes objects for those of --namespace on both sides, and finds one after it that kubectl refuses', async () => {
  const inShop = temporaryDirectory({ 'a.yaml': settings('one').replace('settings }', 'settings, namespace: shop }') });
  expect((await run(before, inShop, '-n', 'shop')).output).toBe(`${before} → ${inShop}\nno change\n`);
  expect((await run(inShop, before, '-n', 'store')).complaints).toBe('');
  expect(await run(before, inShop, '-n', 'store')).toMatchObject({
    code: 3,
    complaints: `1 finding:\n[${inShop}/a.yaml: ConfigMap shop/settings] metadata.namespace must be "store", the namespace of --namespace, for kubectl refuses any other, got "shop"; leave it out, or apply the object without --namespace\n`,
  });
});

test('compares what kustomize makes of two folders with --render', async () => {
  standInPrograms({ kustomize: "print(readFileSync(args[1] + '/out.yaml', 'utf8'))" });
  const [one, two] = ['one', 'two'].map((name) =>
    temporaryDirectory({ 'kustomization.yaml': '', 'out.yaml': settings(name) }),
  ) as [string, string];
  expect(await run(one, two, '--render')).toEqual({
    code: 1,
    output: `${one} → ${two}\n  ~ ConfigMap settings\n      data.name: "one" → "two"\n  1 changed\n`,
    complaints: '',
  });
});
