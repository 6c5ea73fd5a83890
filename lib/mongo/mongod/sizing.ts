import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { amount } from '../../kubernetes/quantity';
import { checkResources, ContainerResources, resources, withDefaults } from '../../kubernetes/resources';
import { object } from '../../props/object';
import { oneOf } from '../../props/scalar';
import { Decided, optional } from '../../props/schema';

/** The props of mongod's size. */
export const sizing = object({
  /**
   * The size that `resources` change. Memory, and CPU requested and at most: `s` 512Mi, 100m and 1; `m` 1Gi, 250m and 2;
   * `l` 4Gi, 1 and 4. The limits of CPU are several times the request, so that they throttle runaways and nothing else.
   * @default 'm'
   */
  size: oneOf(['s', 'm', 'l'], { example: '"m"', default: 'm' }),
  /**
   * Mongod's requests and limits. The memory limit, at least 512Mi, decides the size of the cache, and all of it is requested;
   * `limits: { cpu: false }` sets no limit on CPU.
   * @default - those of `size`, with a request of 64Mi ephemeral storage and a limit of 256Mi
   */
  resources: optional(resources),
});

const gibibyte = 1024 ** 3;

type DecidedSizing = Decided<typeof sizing>;

/** The sizes of mongod. */
export type MongoSize = DecidedSizing['size'];

const sizes: Readonly<Record<MongoSize, ContainerResources>> = {
  s: sized('512Mi', '100m', '1'),
  m: sized('1Gi', '250m', '2'),
  l: sized('4Gi', '1', '4'),
};

/** Returns mongod's resources. All memory is requested, because the cache does not give memory back. */
export function mongodResources({ size, resources }: DecidedSizing): ContainerResources {
  const { requests, limits } = withDefaults(resources, sizes[size]);
  return { requests: { ...requests, memory: limits?.memory }, limits };
}

/**
 * Returns the size of WiredTiger's cache, in GB as mongod reads them: half of the memory beyond the first GiB, at least 0.25. The
 * server has this formula too, and would apply it to the memory of the node if it sees that.
 * https://www.mongodb.com/docs/manual/reference/configuration-options/#mongodb-setting-storage.wiredTiger.engineConfig.cacheSizeGB
 */
export function cacheSizeGB({ limits }: ContainerResources): number {
  return Math.max(0.25, Math.floor(50 * (amount(limits?.memory ?? '') / gibibyte - 1)) / 100);
}

/** Reports requests above their limits, and too little memory. */
export function checkMongoSizing(findings: Findings, resources: ContainerResources): void {
  checkResources(findings, resources);
  findings.add('resources.limits.memory', memoryProblem(resources.limits?.memory ?? ''));
}

function sized(memory: string, cpu: string, cpuLimit: string): ContainerResources {
  return {
    requests: { cpu, memory, 'ephemeral-storage': '64Mi' },
    limits: { cpu: cpuLimit, memory, 'ephemeral-storage': '256Mi' },
  };
}

// The smallest cache, 256Mi, needs as much again beside it.
function memoryProblem(limit: string): Problem | undefined {
  if (!(amount(limit) < gibibyte / 2)) return undefined;
  const want = `must be at least "512Mi", half of which is mongod's smallest cache`;
  return { code: 'out-of-range', want, got: quoted(limit), write: 'write "512Mi", in production "2Gi" or more' };
}
