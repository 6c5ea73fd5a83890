import { readFileSync } from 'node:fs';

/** A process and its descendants as far as the system tells: without Linux's `/proc`, the process alone. */
export function processTree(pid: number): number[] {
  const children = procFile(`${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(processTree)];
}

/** The text of a file in `/proc`; empty if there is none, for processes end while they are looked at. */
export function procFile(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

/** Ends a process and its descendants at once. */
export function killTree(pid: number): void {
  for (const each of processTree(pid)) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
