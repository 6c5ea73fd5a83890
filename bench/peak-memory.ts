import { existsSync, readFileSync } from 'node:fs';

const everyMilliseconds = 10;

/**
 * Watches a process and its descendants; the returned function ends that and gives the largest resident set that one of them reached,
 * in bytes. It reads `VmHWM`, the kernel's own high-water mark, so that only growth in a process's last milliseconds is missed.
 * Linux alone has it: elsewhere the result is undefined.
 */
export function watchPeakMemory(pid: number): () => number | undefined {
  if (!existsSync('/proc/self/status')) return () => undefined;
  let peak = 0;
  const look = (): void => {
    for (const each of tree(pid)) peak = Math.max(peak, highWaterMark(each));
  };
  const timer = setInterval(look, everyMilliseconds);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function tree(pid: number): number[] {
  const children = readOrNothing(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(tree)];
}

function highWaterMark(pid: number): number {
  const [, kibibytes = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readOrNothing(`/proc/${pid}/status`)) ?? [];
  return Number(kibibytes) * 1024;
}

/** Processes end while they are looked at. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
