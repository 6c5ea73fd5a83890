import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { Command } from './command';

/** A TypeScript program of this library and the directory it is to write. */
export interface Program {
  readonly file: string;
  readonly output: string;
  readonly variables?: Readonly<Record<string, string>>;
}

// Neither npm nor the cdk8s CLI is to ask the network for a newer version of itself.
const offline = { npm_config_update_notifier: 'false', CDK8S_CHECK_UPGRADE: 'false' };

/** A program by the scripts of `npm run synth`, without npm; of another work tree, by that one's scripts. */
export function withoutNpm({ file, output, variables }: Program, directory = '.'): Command {
  const { scripts } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as PackageManifest;
  const steps = [scripts.presynth, `exec ${scripts.synth}`].filter((step) => step !== undefined);
  const binaries = resolve(directory, 'node_modules/.bin');
  return {
    program: 'sh',
    arguments: ['-c', steps.join(' && ').replaceAll('main.ts', file)],
    directory,
    variables: { PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`, CDK8S_OUTDIR: output, ...variables },
  };
}

interface PackageManifest {
  readonly scripts: { readonly presynth?: string; readonly synth: string };
}

/** `npm run synth`. */
export function npmRunSynth({ output, variables }: Program): Command {
  return {
    program: 'npm',
    arguments: ['run', 'synth'],
    variables: { ...offline, CDK8S_OUTDIR: output, ...variables },
  };
}

/** `npx cdk8s synth` of a program by the launcher of cdk8s.yaml: ts-node with swc, which checks no types. */
export function cdk8sSynth({ file, output, variables }: Program): Command {
  const app = `node --require ts-node/register ${file} --quiet`;
  return {
    program: 'npx',
    arguments: ['cdk8s', 'synth', '--app', app, '--output', output],
    variables: { ...offline, ...variables },
  };
}

/** `npx cdk8s synth` as the CLI's own template has it: the app is `npx ts-node main.ts`, which checks types each time. */
export function cdk8sSynthOfTemplate({ file, output, variables }: Program): Command {
  const project = `${output}-tsconfig.json`;
  const typeRoots = [resolve('node_modules/@types')];
  writeFileSync(
    project,
    JSON.stringify({ extends: resolve('tsconfig.json'), compilerOptions: { typeRoots }, 'ts-node': { swc: false } }),
  );
  return {
    program: 'npx',
    arguments: ['cdk8s', 'synth', '--app', `npx ts-node ${file} --quiet`, '--output', output],
    variables: { ...offline, TS_NODE_PROJECT: project, ...variables },
  };
}

/** Node loading a module and ending. */
export function loading(module: string): Command {
  return { program: 'node', arguments: ['--eval', `require(${JSON.stringify(resolve(module))})`] };
}
