import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { FindingsError } from '../../lib/findings/findings-error';
import { version } from '../../package.json';
import { manifestFile } from '../../lib/files/manifest-file';
import { ProgramOutcome, synthesize } from '../../lib/synth/program';
import { ProgramEnvironment } from '../../lib/synth/program-props';
import { object } from '../manifests';
import { temporaryDirectory, tree, writeText } from '../temporary-directory';
import { attachedFindings } from '../rendered';

/** An environment whose one chart holds a ConfigMap and what `more` adds. */
function environment(
  name: string,
  directory: string,
  more: (chart: Chart) => void = () => undefined,
): ProgramEnvironment {
  return {
    name,
    directory,
    build: (app: App) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      new k8s.KubeConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { name } });
      more(chart);
    },
  };
}

const two = [environment('development', ''), environment('staging', 'staging')];

function run(outdir: string, environments: readonly ProgramEnvironment[], ...args: string[]): ProgramOutcome {
  return synthesize({ environments, argv: args, env: { CDK8S_OUTDIR: outdir } });
}

function settings(name: string): string {
  return manifestFile({ ...object('ConfigMap', {}, { name: 'settings' }), data: { name } });
}

const wrong = (chart: Chart): void => {
  attachedFindings(chart).add('port', { code: 'out-of-range', want: 'must be 80', got: 81, write: 'write 80' });
};

test('writes every environment into its directory and says so', () => {
  const outdir = join(temporaryDirectory(), 'dist');
  const { exitCode, stdout, stderr } = run(outdir, two);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.split('\n')[0]).toBe(`  development  ${outdir}/  1 written, 0 changed, 0 removed, 0 unchanged`);
  expect(tree(outdir)).toEqual({
    '30-configmap-settings.yaml': settings('development'),
    'staging/': '',
    'staging/30-configmap-settings.yaml': settings('staging'),
  });
});

test('writes into dist without CDK8S_OUTDIR', () => {
  const outcome = synthesize({ environments: two, argv: ['--check'], env: {} });
  expect(outcome.stderr.split('\n')[0]).toMatch(/^dist\/ is not what the program renders/);
});

test('says nothing with --quiet', () => {
  expect(run(temporaryDirectory(), two, '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('touches the directory of one environment alone with --env', () => {
  const outdir = temporaryDirectory({ 'gone/30-configmap-settings.yaml': settings('gone') });
  expect(run(outdir, two, '--env', 'staging').exitCode).toBe(0);
  expect(Object.keys(tree(outdir))).toEqual([
    'gone/',
    'gone/30-configmap-settings.yaml',
    'staging/',
    'staging/30-configmap-settings.yaml',
  ]);
});

test('removes what it wrote for an environment that the program no longer has', () => {
  const outdir = temporaryDirectory();
  run(outdir, two);
  writeText(join(outdir, 'staging/notes.yaml'), 'by: hand');
  expect(run(outdir, two.slice(0, 1)).stdout).toContain(
    `  (gone)       ${outdir}/staging/  0 written, 0 changed, 1 removed`,
  );
  expect(Object.keys(tree(outdir))).toEqual(['30-configmap-settings.yaml', 'staging/', 'staging/notes.yaml']);
});

describe('--check', () => {
  test('succeeds when the files are what the program renders', () => {
    const outdir = temporaryDirectory();
    run(outdir, two);
    expect(run(outdir, two, '--check')).toEqual({
      exitCode: 0,
      stdout: `${outdir}/ is what the program renders\n${outdir}/staging/ is what the program renders\n`,
      stderr: '',
    });
  });

  test('fails when they are not, lists the files, and writes nothing', () => {
    const outdir = temporaryDirectory();
    run(outdir, two);
    const edited = settings('by hand');
    writeText(join(outdir, '30-configmap-settings.yaml'), edited);
    rmSync(join(outdir, 'staging/30-configmap-settings.yaml'));
    const before = tree(outdir);
    expect(run(outdir, two, '--check', '--quiet')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `${outdir}/ is not what the program renders; run without --check and commit the result
    ~ ${outdir}/30-configmap-settings.yaml
${outdir}/staging/ is not what the program renders; run without --check and commit the result
    + ${outdir}/staging/30-configmap-settings.yaml
`,
    });
    expect(tree(outdir)).toEqual(before);
  });
});

describe('--format', () => {
  const finding = { path: 'shop', at: 'port', code: 'out-of-range', want: 'must be 80', got: 81, write: 'write 80' };
  const broken = ['staging', 'production'].map((name) =>
    environment(name, name, () => {
      throw new FindingsError([finding]);
    }),
  );

  test('json prints each finding once, as a value with its environments', () => {
    const { exitCode, stdout, stderr } = run(temporaryDirectory(), [...two.slice(0, 1), ...broken], '--format=json');
    const environments = ['staging', 'production'];
    expect([exitCode, JSON.parse(stdout), stderr]).toEqual([1, [{ level: 'error', ...finding, environments }], '']);
    expect(run(temporaryDirectory(), two, '--format', 'json').stdout).toBe('[]\n');
  });

  test('github prints annotations, with --check one for each file that differs', () => {
    const outdir = temporaryDirectory({ '30-configmap-old.yaml': settings('old') });
    const file = `${outdir}/30-configmap-settings.yaml`;
    const [development] = two;
    expect(run(outdir, development === undefined ? [] : [development], '--check', '--format=github')).toEqual({
      exitCode: 1,
      stdout: `::error file=${file},title=out-of-date::[${file}] must be what the program renders, got no file; run without --check and commit the result
::error file=${outdir}/30-configmap-old.yaml,title=out-of-date::[${outdir}/30-configmap-old.yaml] must be what the program renders, got a file that it does not render; run without --check and commit the result
`,
      stderr: '',
    });
  });

  test('json prints what cannot be written too', () => {
    const outdir = join(temporaryDirectory({ dist: 'a file' }), 'dist');
    const { exitCode, stdout } = run(outdir, two, '--format', 'json');
    const want = 'cannot be read: not a directory (ENOTDIR)';
    expect([exitCode, JSON.parse(stdout)]).toEqual([3, [{ level: 'error', path: outdir, code: 'cannot-read', want }]]);
  });
});

test('reports the findings of all environments together and writes none of them', () => {
  const outdir = temporaryDirectory({ '30-configmap-settings.yaml': settings('before') });
  const before = tree(outdir);
  const third = environment('production', 'production', wrong);
  const { exitCode, stderr } = run(outdir, [...two, third]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: '1 finding, nothing was written\n\nin production:\n  [shop] port must be 80, got 81; write 80\n',
  });
  expect(tree(outdir)).toEqual(before);
});

describe('an environment that would be empty', () => {
  const empty: ProgramEnvironment = { name: 'staging', directory: 'staging', build: () => undefined };
  const withoutObjects: ProgramEnvironment = { ...empty, build: (app) => new Chart(app, 'shop') };
  const late = {
    ...empty,
    build: async (app: App) => {
      await Promise.resolve();
      new Chart(app, 'shop');
    },
  } as unknown as ProgramEnvironment;
  const rejected = { ...empty, build: () => Promise.reject(new Error('no network')) } as unknown as ProgramEnvironment;
  const isAsync =
    '[staging] build must put the charts into the app before it returns, got an async function; write one without async';
  const advice = 'put some in, or say --allow-empty to remove all files of the environment';

  test.each<[string, ProgramEnvironment, string]>([
    ['without a chart', empty, `[staging] renders no object, got an app without charts; ${advice}`],
    ['of empty charts', withoutObjects, `[staging] renders no object, got charts without objects; ${advice}`],
    ['built by an async function', late, isAsync],
    ['built by one that fails', rejected, isAsync],
  ])('%s is refused, and its files stay', (_, broken, finding) => {
    const outdir = temporaryDirectory();
    run(outdir, two);
    const before = tree(outdir);
    const [development = empty] = two;
    for (const options of [[], ['--check'], ['--env', 'staging'], ['--quiet']]) {
      const { exitCode, stderr } = run(outdir, [development, broken], ...options);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: `1 finding, nothing was written\n\nin staging:\n  ${finding}\n`,
      });
    }
    expect(run(outdir, [development, broken], '--plan', '--against', outdir).exitCode).toBe(3);
    expect(tree(outdir)).toEqual(before);
  });

  test('is emptied with --allow-empty, but never by an async function', () => {
    const outdir = temporaryDirectory();
    run(outdir, two);
    const [development = empty] = two;
    expect(run(outdir, [development, late], '--allow-empty').exitCode).toBe(1);
    expect(run(outdir, [development, empty], '--allow-empty').stdout).toContain('0 written, 0 changed, 1 removed');
    expect(Object.keys(tree(outdir))).toEqual(['30-configmap-settings.yaml', 'staging/']);
  });
});

test.each<[string, unknown, string]>([
  ['undefined', undefined, 'undefined'],
  ['a string', 'no network', '"no network"'],
  ['null', null, 'null'],
])('reports that a constructor throws %s', (_, thrown, text) => {
  const broken = environment('development', '', () => {
    throw thrown;
  });
  expect(run(temporaryDirectory(), [broken]).stderr).toContain(
    `\n  [program] threw ${text}; run again with DEBUG=1 to see where\n`,
  );
});

test('reports what a constructor throws with what other constructs found', () => {
  const broken = environment('development', '', (chart) => {
    wrong(chart);
    new Chart(chart, 'settings');
  });
  expect(run(temporaryDirectory(), [broken]).stderr).toBe(`2 findings, nothing was written

in development:
  [program] threw There is already a Construct with name 'settings' in Chart [shop]; run again with DEBUG=1 to see where
  [shop] port must be 80, got 81; write 80
`);
});

test('reports an error of this library as its findings', () => {
  const broken = environment('development', '', () => {
    const want = 'has no key "a"';
    throw new FindingsError([{ path: 'shop/db', code: 'unknown-reference', want, write: 'use one of "b"' }]);
  });
  expect(run(temporaryDirectory(), [broken]).stderr).toContain('\n  [shop/db] has no key "a"; use one of "b"\n');
});

test('shows the stack with DEBUG', () => {
  const broken = environment('development', '', () => {
    throw new Error('odd');
  });
  const variables = { CDK8S_OUTDIR: temporaryDirectory(), DEBUG: '1' };
  const { stderr } = synthesize({ environments: [broken], argv: [], env: variables });
  expect(stderr).toMatch(/Error: odd\n +at .*program\.test\.ts/);
});

test('refuses what is in the way and writes nothing', () => {
  const outdir = temporaryDirectory();
  mkdirSync(join(outdir, 'staging/30-configmap-settings.yaml'), { recursive: true });
  const before = tree(outdir);
  expect(run(outdir, two)).toEqual({
    exitCode: 3,
    stdout: '',
    stderr: `[${outdir}/staging/30-configmap-settings.yaml] is in the way, a directory; move it or delete it\n`,
  });
  expect(tree(outdir)).toEqual(before);
});

test('says why the output directory cannot be used', () => {
  const outdir = join(temporaryDirectory({ dist: 'a file' }), 'dist');
  expect(run(outdir, two)).toEqual({
    exitCode: 3,
    stdout: '',
    stderr: `[${outdir}] cannot be read: not a directory (ENOTDIR)\n`,
  });
});

test.each([
  ['../staging', '[b] directory must be below the output directory, got "../staging"; write "b"\n'],
  ['/tmp', '[b] directory must be below the output directory, got "/tmp"; write "b"\n'],
  ['./', '[b] directory must be its own, got "./" as a has; write "b"\n'],
])('refuses the directory %s', (directory, stderr) => {
  const outdir = temporaryDirectory();
  expect(run(outdir, [environment('a', ''), environment('b', directory)])).toEqual({ exitCode: 1, stdout: '', stderr });
  expect(tree(outdir)).toEqual({});
});

test('refuses an environment that there is not, and a wrong option, with exit code 64', () => {
  const outdir = temporaryDirectory();
  expect(run(outdir, two, '--env', 'qa')).toEqual({
    exitCode: 64,
    stdout: '',
    stderr: '--env must name an environment, got "qa"; write one of development, staging\n',
  });
  expect(run(outdir, two, '--nev')).toMatchObject({ exitCode: 64, stdout: '' });
  expect(tree(outdir)).toEqual({});
});

test('prints its options with --help and does nothing', () => {
  const outdir = temporaryDirectory();
  const { exitCode, stdout } = run(outdir, two, '--help');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('\nThe environments: development, staging.\n');
  expect(run(outdir, two, '--version').stdout).toBe(`cdk8s-backend ${version}\n`);
  expect(tree(outdir)).toEqual({});
});
