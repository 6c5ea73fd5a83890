import { App, Chart } from 'cdk8s';
import { synthesize } from '../../lib/synth/program';
import { decideProgram, ProgramEnvironment, ProgramProps } from '../../lib/synth/program-props';
import { FindingsError } from '../../lib/findings/findings-error';
import { textsOf } from '../problem-text';

/** The findings that a function throws. */
function thrownBy(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof FindingsError) return textsOf(error.findings);
  }
  throw new Error('nothing was thrown');
}

const example = '[{ name: "production", directory: "", build: (app) => { … } }]';
const good = { name: 'production', directory: '', build: () => undefined };

test.each<[unknown, string[]]>([
  [undefined, ['[synthesize] props must be an object, got undefined; write { environments, argv }']],
  ['dist', ['[synthesize] props must be an object, got "dist"; write { environments, argv }']],
  [
    {},
    [
      `[synthesize] environments must be a list of { name, directory, build }, got undefined; write ${example}`,
      '[synthesize] argv must be a list of strings, got undefined; write process.argv.slice(2)',
    ],
  ],
  [{ environments: [], argv: [] }, [`[synthesize] environments must not be empty, got []; write ${example}`]],
  [
    { environments: [null], argv: [] },
    [`[synthesize] environments[0] must be { name, directory, build }, got null; write ${example.slice(1, -1)}`],
  ],
  [
    { environments: [good, { ...good, directory: undefined }], argv: [] },
    [
      '[synthesize] environments[1].directory must be a string, got undefined; write "production", or "" for the output directory itself',
    ],
  ],
  [
    { environments: [{ ...good, build: 'main.ts' }], argv: [] },
    ['[synthesize] environments[0].build must be a function, got "main.ts"; write (app) => { … }'],
  ],
  [
    { environments: [{ ...good, nmae: 'x' }], argv: ['--check'], gitops: 'argocd' },
    [
      '[synthesize] environments[0].nmae is unknown; write "name"',
      '[synthesize] gitops must be an object, got "argocd"',
    ],
  ],
])('reports every wrong prop of %j', (props, findings) => {
  expect(thrownBy(() => decideProgram(props as ProgramProps))).toEqual(findings);
  expect(synthesize(props as ProgramProps)).toEqual({ exitCode: 1, stdout: '', stderr: `${findings.join('\n')}\n` });
});

test('ends a plan with wrong props as a plan with findings', () => {
  expect(synthesize({ environments: [], argv: ['--plan'] }).exitCode).toBe(3);
});

test('compiles a function that returns nothing or a construct, and no async one', () => {
  const built = (build: ProgramEnvironment['build']): ProgramEnvironment['build'] => build;
  built(() => undefined);
  built((app) => new Chart(app, 'shop'));
  built((app): void => {
    new Chart(app, 'shop');
  });
  // @ts-expect-error nothing awaits the promise
  built(async () => Promise.resolve());
  const late = async (app: App) => Promise.resolve(new Chart(app, 'shop'));
  // @ts-expect-error nothing awaits the promise
  expect(built(late)).toBe(late);
});
