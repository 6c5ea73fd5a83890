import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { run } from './kubectl';

/**
 * Ends processes of a pod with SIGKILL, as a crash or the kernel would, or sends them another signal. From inside, the first process of a
 * container cannot be killed, so this needs a cluster whose nodes are on this machine.
 */
export function killProcesses(
  podUid: string,
  program: 'mongod' | 'mongosh',
  signal: NodeJS.Signals = 'SIGKILL',
): number {
  const ids = processesOf(podUid, program);
  for (const id of ids) process.kill(Number(id), signal);
  return ids.length;
}

/**
 * Runs a script for mongosh beside the agent of a pod, whether or not anything can reach the pod, and gives what it printed.
 */
export async function mongoshInside(podUid: string, script: string, env: Readonly<Record<string, string>>) {
  const [id] = processesOf(podUid, 'mongosh');
  if (id === undefined) throw new Error(`no agent runs in the pod ${podUid}`);
  const enter = ['--target', id, '--mount', '--net', '--setuid', '999', '--setgid', '999'];
  const args = [...enter, 'mongosh', '--nodb', '--norc', '--quiet', '--eval', script];
  const { stdout, stderr } = await run('nsenter', args, { env: { ...env, HOME: '/home/agent' } });
  return stdout + stderr;
}

/** Stops processes until `during` is over: they hold what they have, and their sockets are open. */
export async function frozen(ids: readonly string[], during: () => Promise<void>): Promise<void> {
  for (const id of ids) process.kill(Number(id), 'SIGSTOP');
  try {
    await during();
  } finally {
    // Something else may have ended it by now.
    for (const id of ids) if (existsSync(`/proc/${id}`)) process.kill(Number(id), 'SIGCONT');
  }
}

/** The ids of the processes of a pod that were started from a program of this name. */
export function processesOf(podUid: string, program: string): string[] {
  return processesNamed(program).filter((id) => isOfPod(id, podUid));
}

/** The ids of all processes of this machine that were started from a program of this name. */
export function processesNamed(program: string): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && programOf(name) === program);
}

function isOfPod(id: string, podUid: string): boolean {
  return read(`/proc/${id}/cgroup`).replaceAll('_', '-').includes(podUid);
}

/** The name of the file that a process was started from: mongosh calls itself `mongosh mongodb://…`. */
function programOf(id: string): string {
  const [first = ''] = read(`/proc/${id}/cmdline`).split(/[\0 ]/);
  return first.slice(first.lastIndexOf('/') + 1);
}

// A process may end while it is looked at.
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
