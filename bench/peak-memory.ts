import { existsSync } from 'node:fs';
import { procFile, processTree } from './process-tree';

const everyMilliseconds = 10;

/**
 * Watches a process and its descendants; the returned function ends that and gives the largest resident set that one of them reached,
 * in bytes. It reads `VmHWM`, the kernel's own high-water mark, so that only growth in a process's last milliseconds is missed.
 * Linux alone has it: elsewhere the result is undefined.
 */
export function watchPeakMemory(pid: number): () => number | undefined {
  if (!existsSync('/proc/self/status')) return () => undefined;
  let peak = 0;
  const timer = setInterval(() => {
    for (const each of processTree(pid)) peak = Math.max(peak, highWaterMark(each));
  }, everyMilliseconds);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function highWaterMark(pid: number): number {
  const [, kibibytes = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(procFile(`${pid}/status`)) ?? [];
  return Number(kibibytes) * 1024;
}
