import { readdirSync, readFileSync } from 'node:fs';

/**
 * Ends processes of a pod with SIGKILL, as a crash or the kernel would. From inside, the first process of a container cannot be
 * killed, so this needs a cluster whose nodes are on this machine.
 */
export function killProcesses(podUid: string, program: 'mongod' | 'mongosh'): number {
  const ids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => isOfPod(id, podUid) && programOf(id) === program);
  for (const id of ids) process.kill(Number(id), 'SIGKILL');
  return ids.length;
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
