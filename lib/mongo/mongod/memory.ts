import { Problem } from '../../findings/problem';
import { shown } from '../../findings/findings';
import { amount } from '../../kubernetes/quantity';

const gibibyte = 1024 ** 3;

/**
 * The size of WiredTiger's cache, in GB as mongod reads them: half of the memory beyond the first GiB, at least 0.25. The server's
 * own formula, which is written out because a server that sees its node's memory would take half of that.
 * https://www.mongodb.com/docs/manual/reference/configuration-options/#mongodb-setting-storage.wiredTiger.engineConfig.cacheSizeGB
 */
export function cacheSizeGB(memoryLimit: string): number {
  const gibibytes = amount(memoryLimit) / gibibyte;
  return Math.max(0.25, Math.floor(50 * (gibibytes - 1)) / 100);
}

/** What is wrong with mongod's memory: the smallest cache, 256Mi, needs as much again beside it. */
export function mongodMemoryProblem(memoryLimit: string): Problem | undefined {
  return amount(memoryLimit) < gibibyte / 2
    ? {
        code: 'out-of-range',
        want: `must be at least "512Mi", half of which is mongod's smallest cache`,
        got: shown(memoryLimit),
        write: 'write "512Mi", in production "2Gi" or more',
      }
    : undefined;
}
