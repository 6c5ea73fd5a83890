import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { findBinary } from './binary';

/** What was measured on, and with which versions, in a sentence each. */
export function machine(directory: string): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GiB, ${process.platform} ${process.arch}.`,
    `Node ${process.versions.node}, npm ${version('npm', ['--version'])}, cdk8s-cli ${installed('cdk8s-cli')},`,
    `cdk8s ${installed('cdk8s')},`,
    `helm ${version(findBinary('helm'), ['version', '--template', '{{ .Version }}'])},`,
    `kustomize ${version(findBinary('kustomize'), ['version'])},`,
    `kubeconform ${version(findBinary('kubeconform'), ['-v'])}.`,
    `All output goes to ${directory.startsWith('/dev/shm') ? 'memory (/dev/shm)' : 'the directory for temporary files'}.`,
  ].join(' ');
}

function version(program: string | undefined, args: readonly string[]): string {
  return program === undefined
    ? 'not found'
    : execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function installed(name: string): string {
  return (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string }).version;
}
