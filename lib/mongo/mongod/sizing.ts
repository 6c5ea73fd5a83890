import { Findings } from '../../findings/findings';
import { checkResources, Resources, resourcesShape, withDefaults } from '../../kubernetes/resources';
import { advised, oneOf, optional, Shapes } from '../../props/shape';
import { mongodMemoryProblem } from './memory';

export interface MongoSizingProps {
  /**
   * What `resources` are the changes of. Memory, and CPU requested and at most: `s` 512Mi, 100m and 1; `m` 1Gi, 250m and 2;
   * `l` 4Gi, 1 and 4. The limits of CPU are several times the request, so that they throttle runaways and nothing else.
   * @default 'm'
   */
  readonly size?: MongoSize;
  /**
   * What mongod asks for, and at most gets. The memory limit, at least 512Mi, decides the size of the cache, and all of it is asked
   * for; `limits: { cpu: false }` sets no limit on CPU.
   * @default - those of `size`, with a request of 64Mi ephemeral storage and a limit of 256Mi
   */
  readonly resources?: Resources;
}

export type MongoSize = 's' | 'm' | 'l';

export const mongoSizingShapes: Shapes<MongoSizingProps> = {
  size: optional(advised(oneOf('s', 'm', 'l'), '"m"')),
  resources: resourcesShape,
};

const sizes: Readonly<Record<MongoSize, Resources>> = {
  s: sized('512Mi', '100m', '1'),
  m: sized('1Gi', '250m', '2'),
  l: sized('4Gi', '1', '4'),
};

/** Mongod's resources with every default decided. All memory is asked for: what the cache holds cannot be given back. */
export function mongodResources(props: MongoSizingProps): Resources {
  const { requests, limits } = withDefaults(props.resources, sizes[props.size ?? 'm']);
  return { requests: { ...requests, memory: limits?.memory }, limits };
}

/** Reports amounts that are none, and too little memory. */
export function checkMongoSizing(findings: Findings, resources: Resources): void {
  checkResources(findings, resources);
  findings.add('resources.limits.memory', mongodMemoryProblem(resources.limits?.memory ?? ''));
}

function sized(memory: string, cpu: string, cpuLimit: string): Resources {
  return {
    requests: { cpu, memory, 'ephemeral-storage': '64Mi' },
    limits: { cpu: cpuLimit, memory, 'ephemeral-storage': '256Mi' },
  };
}
