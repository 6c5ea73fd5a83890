import { Findings } from '../../findings/findings';
import { amount } from '../../kubernetes/quantity';
import { checkResources, ContainerResources, resources, withDefaults } from '../../kubernetes/resources';
import { Problem, quoted } from '../../findings/problem';
import { object } from '../../props/object';
import { number, oneOf } from '../../props/scalar';
import { Decided, named, optional } from '../../props/schema';

/** The props of the container's size. */
export const sizing = object({
  /**
   * The defaults of `resources`. Requests and memory limit: `s` 50m CPU and 128Mi, `m` 100m and 256Mi, `l` 500m and 1Gi; limits of CPU:
   * 500m, 1 and 2, several times the request, so that they throttle runaways and nothing else.
   * @default 'm'
   */
  size: oneOf(['s', 'm', 'l'], { default: 'm' }),
  /**
   * The requests and limits of the container. The memory limit follows the request unless it is given.
   * @default - those of `size`, with a request of 64Mi ephemeral storage and a limit of 1Gi
   */
  resources: optional(named<ContainerResources>(resources)),
  /**
   * The part of the memory limit that Node's heap may fill, in percent from 10 to 95, passed in `NODE_OPTIONS`. The rest is for
   * buffers, stacks and code; 75 is common.
   * @default - as Node decides
   */
  nodeHeapPercent: optional(number({ check: heapProblem, example: '75' })),
});

/** The props of the container's size with their defaults; `resources` are still those that are given. */
export interface DecidedSizing extends Decided<typeof sizing> {}

/** A size of the container. */
export type BackendSize = DecidedSizing['size'];

const sizes: Readonly<Record<BackendSize, ContainerResources>> = {
  s: sized('50m', '128Mi', '500m'),
  m: sized('100m', '256Mi', '1'),
  l: sized('500m', '1Gi', '2'),
};

/** Returns the resources with every default decided. */
export function sizedResources({ resources, size }: DecidedSizing): ContainerResources {
  return withDefaults(resources, sizes[size]);
}

/** Reports requests above limits. */
export function checkSize(findings: Findings, { resources }: { readonly resources: ContainerResources }): void {
  checkResources(findings, resources);
}

/** Returns Node's option for the largest heap in a container of these resources; undefined unless `nodeHeapPercent` is set. */
export function heapOption({ nodeHeapPercent }: DecidedSizing, { limits }: ContainerResources): string | undefined {
  if (nodeHeapPercent === undefined) return undefined;
  const bytes = amount(limits?.memory ?? '');
  return `--max-old-space-size=${Math.floor((bytes * nodeHeapPercent) / 100 / 1024 / 1024)}`;
}

function sized(cpu: string, memory: string, cpuLimit: string): ContainerResources {
  return {
    requests: { cpu, memory, 'ephemeral-storage': '64Mi' },
    limits: { cpu: cpuLimit, memory, 'ephemeral-storage': '1Gi' },
  };
}

function heapProblem(percent: number): Problem | undefined {
  if (percent >= 10 && percent <= 95) return undefined;
  const want = 'must be from 10 to 95, in percent of the memory limit';
  return { code: 'out-of-range', want, got: quoted(percent), write: 'write 75' };
}
