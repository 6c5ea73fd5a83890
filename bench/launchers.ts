import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from './command';

/** A TypeScript program of this library and the directory it is to write. */
export interface Program {
  readonly file: string;
  readonly output: string;
  readonly variables?: Readonly<Record<string, string>>;
}

// Neither npm nor the cdk8s CLI is to ask the network for a newer version of itself.
const offline = { npm_config_update_notifier: 'false', CDK8S_CHECK_UPGRADE: 'false' };

/** A program by the launcher of `npm run synth`. */
export function node({ file, output, variables }: Program): Command {
  return {
    program: 'node',
    arguments: ['--require', 'ts-node/register', file],
    variables: { CDK8S_OUTDIR: output, ...variables },
  };
}

/** `npm run synth`, which is `main.ts` by that launcher. */
export function npmRunSynth({ output, variables }: Program): Command {
  return {
    program: 'npm',
    arguments: ['run', 'synth'],
    variables: { ...offline, CDK8S_OUTDIR: output, ...variables },
  };
}

/** `npx cdk8s synth` of a program by the same launcher. */
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

/** `npm run` of a script that loads cdk8s-plus-27 and ends, both written into a directory. */
export function npmRunLoadOnly(directory: string): Command {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ scripts: { load: 'node load.js' } }));
  writeFileSync(join(directory, 'load.js'), `require(${JSON.stringify(require.resolve('cdk8s-plus-27'))});\n`);
  return { program: 'npm', arguments: ['--prefix', directory, 'run', 'load'], variables: offline };
}
