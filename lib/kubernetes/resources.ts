import type * as k8s from '../../imports/k8s';
import { Findings, shown } from '../findings/findings';
import { amount, bytesProblem, cpuProblem, quantity } from './quantity';
import { mapOf, optional, record, scalar } from '../props/shape';

/** Amounts in Kubernetes' words: cores for `cpu`, bytes for the others. */
export interface ResourceAmounts {
  readonly cpu?: string;
  readonly memory?: string;
  readonly 'ephemeral-storage'?: string;
}

/** What a container asks for, and at most gets. */
export interface Resources {
  readonly requests?: ResourceAmounts;
  /** `cpu: false` sets no limit on CPU, which throttles even where the node is idle. */
  readonly limits?: Omit<ResourceAmounts, 'cpu'> & { readonly cpu?: string | false };
}

const amountsShape = optional(mapOf(scalar));

export const resourcesShape = optional(record<Resources>({ requests: amountsShape, limits: amountsShape }));

const kinds = ['cpu', 'memory', 'ephemeral-storage'] as const;

/**
 * The given resources over the defaults. A memory limit that is not given is the memory request: memory cannot be taken back from
 * a container, so a limit above the request only moves the out-of-memory kill to the node.
 */
export function withDefaults(given: Resources | undefined, defaults: Resources): Resources {
  const requests = { ...defaults.requests, ...given?.requests };
  const limits = { ...defaults.limits, ...given?.limits };
  const memory = given?.limits?.memory ?? given?.requests?.memory ?? defaults.limits?.memory;
  return { requests, limits: { ...limits, ...(memory === undefined ? {} : { memory }) } };
}

/** The resources as a container has them, quantities in canonical form. */
export function containerResources(resources: Resources): k8s.ResourceRequirements {
  return { requests: amounts(resources.requests), limits: amounts(resources.limits) };
}

/** Reports amounts that are no quantities, and requests above their limits. */
export function checkResources(findings: Findings, resources: Resources): void {
  for (const [part, given] of Object.entries({ requests: resources.requests, limits: resources.limits })) {
    const other = Object.keys(given ?? {}).find((kind) => !(kinds as readonly string[]).includes(kind));
    if (other !== undefined) {
      findings.add(`resources.${part}`, {
        code: 'invalid-value',
        want: `must be of ${kinds.join(', ')}`,
        got: shown(other),
        write: 'write another resource in overrides',
      });
    }
  }
  for (const kind of kinds) {
    const problem = kind === 'cpu' ? cpuProblem : bytesProblem;
    const request = resources.requests?.[kind];
    const limit = resources.limits?.[kind];
    if (request !== undefined) findings.add(`resources.requests.${kind}`, problem(request));
    if (limit === undefined || (limit === false && kind === 'cpu')) continue;
    findings.add(`resources.limits.${kind}`, problem(limit));
    if (request !== undefined && typeof limit === 'string' && amount(request) > amount(limit)) {
      findings.add(`resources.requests.${kind}`, {
        code: 'invalid-value',
        want: `must not be above the limit ${shown(limit)}`,
        got: shown(request),
        write: 'raise the limit or lower the request',
      });
    }
  }
}

function amounts(given: Resources['limits']): Record<string, string> {
  const stated = Object.entries(given ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(stated.map(([kind, text]) => [kind, quantity(text)]));
}
