import type * as k8s from '../../imports/k8s';
import { Findings } from '../findings/findings';
import { Problem } from '../findings/problem';
import { bytesProblem, cpuProblem, quantity, requestProblem } from './quantity';
import { object } from '../props/object';
import { custom, string } from '../props/scalar';
import { named, optional, Props, PropsOf } from '../props/schema';

const memoryAmounts = {
  /** Memory in bytes, such as `256Mi`. */
  memory: optional(string({ check: bytesProblem, example: '"256Mi"' })),
  /** The disk space of the node that the container's files and logs take, in bytes. */
  'ephemeral-storage': optional(string({ check: bytesProblem, example: '"1Gi"' })),
};

const amounts = object({
  /** CPU in cores, such as `100m` or `2`. */
  cpu: optional(string({ check: cpuProblem, example: '"500m"' })),
  ...memoryAmounts,
});

const limitAmounts = object({
  /** CPU in cores. `false` sets no limit, which would throttle the container even on an idle node. */
  cpu: optional(custom<string | false>('a quantity of CPU cores or false', cpuLimitProblem)),
  ...memoryAmounts,
});

/** Amounts of resources in Kubernetes' words. */
export interface ResourceAmounts extends PropsOf<typeof amounts>, Props {}

/** The schema of a container's resources. */
export const resources = object({
  /** The amounts that a node reserves for the container. */
  requests: optional(named<ResourceAmounts>(amounts)),
  /** The amounts that the container gets at most. */
  limits: optional(limitAmounts),
});

/** The requests and limits of a container. */
export interface ContainerResources extends PropsOf<typeof resources>, Props {}

const kinds = ['cpu', 'memory', 'ephemeral-storage'] as const;

/**
 * The given resources over the defaults. A memory limit that is not given is the memory request: memory cannot be taken back from
 * a container, so a limit above the request only moves the out-of-memory kill to the node.
 */
export function withDefaults(given: ContainerResources | undefined, defaults: ContainerResources): ContainerResources {
  const requests = { ...defaults.requests, ...given?.requests };
  const limits = { ...defaults.limits, ...given?.limits };
  const memory = given?.limits?.memory ?? given?.requests?.memory ?? defaults.limits?.memory;
  return { requests, limits: { ...limits, ...(memory === undefined ? {} : { memory }) } };
}

/** The resources as a container has them, quantities in canonical form. */
export function containerResources({ requests, limits }: ContainerResources): k8s.ResourceRequirements {
  return { requests: quantities(requests), limits: quantities(limits) };
}

/** Reports requests above their limits. */
export function checkResources(findings: Findings, { requests = {}, limits = {} }: ContainerResources): void {
  for (const kind of kinds) {
    const [request, limit] = [requests[kind], limits[kind]];
    if (request !== undefined && typeof limit === 'string')
      findings.add(`resources.requests.${kind}`, requestProblem(request, limit));
  }
}

function cpuLimitProblem(limit: unknown): Problem | undefined {
  return limit === false ? undefined : cpuProblem(limit);
}

function quantities(given: ContainerResources['limits']): Record<string, string> {
  const stated = Object.entries(given ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(stated.map(([kind, text]) => [kind, quantity(text)]));
}
