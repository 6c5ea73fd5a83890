import { Findings, shown } from '../../findings/findings';
import { amount } from '../../kubernetes/quantity';
import { scalar, oneOf, optional, Shapes } from '../../props/shape';
import { Resources, resourcesShape, withDefaults } from '../../kubernetes/resources';

export interface SizingProps {
  /**
   * What `resources` are the changes of. Requests and memory limit: `s` 50m CPU and 128Mi, `m` 100m and 256Mi, `l` 500m and 1Gi;
   * limits of CPU: 500m, 1 and 2, several times the request, so that they throttle runaways and nothing else.
   * @default 'm'
   */
  readonly size?: Size;
  /**
   * What the container asks for, and at most gets. The memory limit follows the request unless it is given.
   * @default - those of `size`, with a request of 64Mi ephemeral storage and a limit of 1Gi
   */
  readonly resources?: Resources;
  /**
   * The part of the memory limit that Node's heap may fill, in percent from 10 to 95, told by `NODE_OPTIONS`. The rest is for
   * buffers, stacks and code; 75 is common.
   * @default - as Node decides
   */
  readonly nodeHeapPercent?: number;
}

export type Size = 's' | 'm' | 'l';

export const sizingShapes: Shapes<SizingProps> = {
  size: optional(oneOf('s', 'm', 'l')),
  resources: resourcesShape,
  nodeHeapPercent: scalar,
};

const sizes: Readonly<Record<Size, Resources>> = {
  s: sized('50m', '128Mi', '500m'),
  m: sized('100m', '256Mi', '1'),
  l: sized('500m', '1Gi', '2'),
};

/** The resources with every default decided. */
export function sizedResources(props: SizingProps): Resources {
  return withDefaults(props.resources, sizes[props.size ?? 'm']);
}

/** Node's option for the largest heap in a container of these resources; undefined unless `nodeHeapPercent` is set. */
export function heapOption({ nodeHeapPercent }: SizingProps, { limits }: Resources): string | undefined {
  if (nodeHeapPercent === undefined) return undefined;
  const bytes = amount(limits?.memory ?? '');
  return `--max-old-space-size=${Math.floor((bytes * nodeHeapPercent) / 100 / 1024 / 1024)}`;
}

/** Reports a heap that is no part of the memory. */
export function checkSizing(findings: Findings, { nodeHeapPercent }: SizingProps): void {
  if (
    nodeHeapPercent !== undefined &&
    !(typeof nodeHeapPercent === 'number' && nodeHeapPercent >= 10 && nodeHeapPercent <= 95)
  ) {
    findings.add('nodeHeapPercent', {
      code: 'invalid-value',
      want: 'must be from 10 to 95, in percent of the memory limit',
      got: shown(nodeHeapPercent),
      write: 'write 75',
    });
  }
}

function sized(cpu: string, memory: string, cpuLimit: string): Resources {
  return {
    requests: { cpu, memory, 'ephemeral-storage': '64Mi' },
    limits: { cpu: cpuLimit, memory, 'ephemeral-storage': '1Gi' },
  };
}
