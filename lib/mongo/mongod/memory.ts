import { Problem } from '../../findings/problem';
import { quoted } from '../../findings/findings';
import { amount } from '../../kubernetes/quantity';

const gibibyte = 1024 ** 3;

/**
 * Returns the size of WiredTiger's cache, in GB as mongod reads them: half of the memory beyond the first GiB, at least 0.25. The
 * server has this formula too, and would apply it to the memory of the node if it sees that.
 * https://www.mongodb.com/docs/manual/reference/configuration-options/#mongodb-setting-storage.wiredTiger.engineConfig.cacheSizeGB
 */
export function cacheSizeGB(memoryLimit: string): number {
  const gibibytes = amount(memoryLimit) / gibibyte;
  return Math.max(0.25, Math.floor(50 * (gibibytes - 1)) / 100);
}

/** Returns the problem of a memory limit that is too low: the smallest cache, 256Mi, needs as much again beside it. */
export function mongodMemoryProblem(memoryLimit: string): Problem | undefined {
  if (!(amount(memoryLimit) < gibibyte / 2)) return undefined;
  const want = `must be at least "512Mi", half of which is mongod's smallest cache`;
  return { code: 'out-of-range', want, got: quoted(memoryLimit), write: 'write "512Mi", in production "2Gi" or more' };
}
