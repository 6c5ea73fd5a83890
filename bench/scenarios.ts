import { join } from 'node:path';
import { environments } from '../apps/environments';
import { run } from './command';
import { objectsIn } from './equivalence';
import { cdk8sSynth, node, npmRunLoadOnly, npmRunSynth, Program } from './launchers';
import { helmOfManifests, helmOfServices, kustomizeOfManifests } from './peers';
import { Scenario } from './scenario';
import { serviceValues } from './services';

/** The user-admin program with all its environments. */
export async function programScenario(directory: string): Promise<Scenario> {
  const program = (name: string): Program => ({ file: 'main.ts', output: join(directory, name) });
  const outputs = ({ output }: Program): string[] => environments.map((each) => join(output, each.directory));
  const [input, npm, launcher, cdk8s, template] = ['input', 'npm', 'node', 'cdk8s', 'template'].map(program) as [];
  const manifests = await renderedBy(input, outputs(input));
  return {
    title: `The program as it is, ${environments.length} environments`,
    contenders: [
      { name: '`npm run synth`', commands: [npmRunSynth(npm)], outputs: outputs(npm) },
      { name: 'the same without npm', commands: [node(launcher)], outputs: outputs(launcher) },
      { name: '`npx cdk8s synth`', commands: [cdk8sSynth(cdk8s)], outputs: outputs(cdk8s) },
      helmOfManifests(directory, manifests),
      kustomizeOfManifests(directory, manifests),
      {
        name: '`npm run` that only loads cdk8s-plus-27',
        commands: [npmRunLoadOnly(join(directory, 'load'))],
        outputs: [],
      },
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
async function renderedBy(program: Program, outputs: readonly string[]): Promise<ReturnType<typeof objectsIn>[]> {
  const { failure } = await run(node(program), 60);
  if (failure !== undefined) throw new Error(`${program.file} does not run: ${failure}`);
  return outputs.map(objectsIn);
}
