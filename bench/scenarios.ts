import { join } from 'node:path';
import { environments } from '../apps/environments';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { Command, run } from './command';
import { objectsIn } from './equivalence';
import { cdk8sSynth, cdk8sSynthOfTemplate, loading, npmRunSynth, Program, withoutNpm } from './launchers';
import { helmOfManifests, helmOfServices, kustomizeOfManifests } from './peers';
import { Contender, Scenario } from './scenario';
import { serviceValues } from './services';

/** The user-admin program with all its environments; beside it that of another work tree, which may render other objects. */
export async function programScenario(directory: string, other?: string): Promise<Scenario> {
  const outputs = (output: string): string[] => environments.map((each) => join(output, each.directory));
  const synth = (name: string, launcher: (program: Program) => Command): Contender => {
    const output = join(directory, launcher.name);
    return { name, commands: [launcher({ file: 'main.ts', output })], outputs: outputs(output) };
  };
  const input = join(directory, 'input');
  const manifests = await renderedBy({ file: 'main.ts', output: input }, outputs(input));
  return {
    title: `The program as it is, ${environments.length} environments`,
    contenders: [
      synth('`npm run synth`', npmRunSynth),
      synth('the same without npm', withoutNpm),
      ...otherTree(other, { file: 'main.ts', output: join(directory, 'other') }),
      synth('`npx cdk8s synth`', cdk8sSynth),
      synth("`npx cdk8s synth`, the app as in the CLI's template", cdk8sSynthOfTemplate),
      helmOfManifests(directory, manifests),
      kustomizeOfManifests(directory, manifests),
    ],
  };
}

/** A program of many services in one environment, and the same program without any, which is what starting costs. */
export async function servicesScenario(directory: string, count: number, other?: string): Promise<Scenario> {
  const program = (name: string, services = count): Program => ({
    file: join('bench', 'services-program.ts'),
    output: join(directory, name),
    variables: { BENCH_SERVICES: String(services) },
  });
  const [input, launcher, cdk8s] = [program('input'), program('node'), program('cdk8s')];
  const manifests = await renderedBy(input, [input.output]);
  return {
    title: `${count.toLocaleString('en')} services`,
    services: count,
    contenders: [
      { name: 'this library', commands: [withoutNpm(launcher)], outputs: [launcher.output] },
      { name: 'this library, no service', commands: [withoutNpm(program('none', 0))], outputs: [] },
      ...otherTree(other, program('other')),
      { name: '`npx cdk8s synth`', commands: [cdk8sSynth(cdk8s)], outputs: [cdk8s.output] },
      helmOfServices(directory, serviceValues(count)),
      kustomizeOfManifests(directory, manifests),
    ],
  };
}

/** What a program pays to load the package, which is compiled first; and what it pays for the library below, which it loads anyway. */
export async function loadingScenario(other?: string): Promise<Scenario> {
  for (const directory of ['.', other].filter((each) => each !== undefined)) await build(directory);
  const contender = (name: string, module: string): Contender => ({ name, commands: [loading(module)], outputs: [] });
  return {
    title: "Loading: `require('cdk8s-backend')`",
    contenders: [
      contender('this library', 'build/lib'),
      ...(other === undefined ? [] : [contender('the other commit', join(other, 'build/lib'))]),
      contender('cdk8s', 'node_modules/cdk8s'),
      contender('cdk8s-plus-27', 'node_modules/cdk8s-plus-27'),
      contender('nothing, Node alone', 'package.json'),
    ],
  };
}

function otherTree(directory: string | undefined, program: Program): Contender[] {
  return directory === undefined
    ? []
    : [
        {
          name: 'the other commit, without npm',
          commands: [withoutNpm(program, directory)],
          outputs: [],
          others: program.output,
        },
      ];
}

async function build(directory: string): Promise<void> {
  const { failure } = await run({ program: 'npm', arguments: ['run', 'build'], directory }, 120);
  if (failure !== undefined) throw new Error(`${directory} cannot be built: ${failure}`);
}

/** The objects of a program, by environment, for the peers' input. */
async function renderedBy(program: Program, outputs: readonly string[]): Promise<KubernetesManifest[][]> {
  const { failure } = await run(withoutNpm(program), 60);
  if (failure !== undefined) throw new Error(`${program.file} does not run: ${failure}`);
  return outputs.map(objectsIn);
}
