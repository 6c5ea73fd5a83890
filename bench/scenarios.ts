import { join } from 'node:path';
import { environments } from '../apps/environments';
import { Manifest } from '../lib/manifests/manifest';
import { Command, run } from './command';
import { objectsIn } from './equivalence';
import { cdk8sSynth, cdk8sSynthOfTemplate, node, npmRunLoadOnly, npmRunSynth, Program } from './launchers';
import { helmOfManifests, helmOfServices, kustomizeOfManifests } from './peers';
import { Contender, Scenario } from './scenario';
import { serviceValues } from './services';

/** The user-admin program with all its environments. */
export async function programScenario(directory: string): Promise<Scenario> {
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
      synth('the same without npm', node),
      synth('`npx cdk8s synth`', cdk8sSynth),
      synth("`npx cdk8s synth`, the app as in the CLI's template", cdk8sSynthOfTemplate),
      helmOfManifests(directory, manifests),
      kustomizeOfManifests(directory, manifests),
      { name: '`npm run`, loading cdk8s-plus-27', commands: [npmRunLoadOnly(join(directory, 'load'))], outputs: [] },
    ],
  };
}

/** A program of many services in one environment, and the same program without any, which is what starting costs. */
export async function servicesScenario(directory: string, count: number): Promise<Scenario> {
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
      { name: 'this library', commands: [node(launcher)], outputs: [launcher.output] },
      { name: 'this library, no service', commands: [node(program('none', 0))], outputs: [] },
      { name: '`npx cdk8s synth`', commands: [cdk8sSynth(cdk8s)], outputs: [cdk8s.output] },
      helmOfServices(directory, serviceValues(count)),
      kustomizeOfManifests(directory, manifests),
    ],
  };
}

/** The objects of a program, by environment, for the peers' input. */
async function renderedBy(program: Program, outputs: readonly string[]): Promise<Manifest[][]> {
  const { failure } = await run(node(program), 60);
  if (failure !== undefined) throw new Error(`${program.file} does not run: ${failure}`);
  return outputs.map(objectsIn);
}
