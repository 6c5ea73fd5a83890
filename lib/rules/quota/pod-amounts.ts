import { field, groupKind, KubernetesManifest, listField, textField, textMapField } from '../../manifests/manifest';
import { amount } from '../../kubernetes/quantity';

/** Amounts by the words of a ResourceQuota: `requests.cpu` in cores, `limits.memory` in bytes, `pods`, `persistentvolumeclaims`. */
export type Amounts = Readonly<Record<string, number>>;

/** The defaults that LimitRanges give to containers, as Kubernetes completes them. */
export interface ContainerDefaults {
  /** Amounts that a container requests if it states none. */
  readonly requests: Readonly<Record<string, string>>;
  /** Limits of a container that states none. */
  readonly limits: Readonly<Record<string, string>>;
}

/**
 * Returns the defaults of the containers of a namespace. A default that is left out is that of the limit, `max` or `min`.
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function containerDefaults(
  namespace: string | undefined,
  objects: readonly KubernetesManifest[],
): ContainerDefaults {
  const ranges = objects
    .filter((object) => groupKind(object) === '/LimitRange' && object.metadata.namespace === namespace)
    .flatMap((object) => listField(object, 'spec', 'limits'))
    .filter((range) => textField(range, 'type') === 'Container')
    .map((range) => {
      const limits = { ...textMapField(range, 'max'), ...textMapField(range, 'default') };
      return {
        limits,
        requests: { ...textMapField(range, 'min'), ...limits, ...textMapField(range, 'defaultRequest') },
      };
    });
  const all = (kind: 'requests' | 'limits'): Readonly<Record<string, string>> =>
    Object.assign({}, ...ranges.map((range) => range[kind]).reverse()) as Readonly<Record<string, string>>;
  return { requests: all('requests'), limits: all('limits') };
}

/**
 * Returns the amounts of a pod: of its containers and sidecars together, or of what runs before them if that is more.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podAmounts(spec: unknown, defaults: ContainerDefaults): Amounts {
  let sidecars: Amounts = {};
  let most: Amounts = {};
  for (const container of listField(spec, 'initContainers')) {
    const own = containerAmounts(container, defaults);
    most = larger(most, sum([sidecars, own]));
    if (field(container, 'restartPolicy') === 'Always') sidecars = sum([sidecars, own]);
  }
  const containers = listField(spec, 'containers').map((container) => containerAmounts(container, defaults));
  return { ...larger(most, sum([sidecars, ...containers])), ...statedAmounts(spec), ...ephemeralClaims(spec), pods: 1 };
}

/** Returns the name of the first container that has no amount of a resource of a quota; undefined if each has, or the pod as a whole. */
export function containerWithout(resource: string, spec: unknown, defaults: ContainerDefaults): string | undefined {
  if (statedAmounts(spec)[resource] !== undefined) return undefined;
  const containers = [...listField(spec, 'initContainers'), ...listField(spec, 'containers')];
  const without = containers.find((container) => containerAmounts(container, defaults)[resource] === undefined);
  return without === undefined ? undefined : (textField(without, 'name') ?? '');
}

/** Returns the sums of amounts. */
export function sum(all: readonly Amounts[]): Amounts {
  const total: Record<string, number> = {};
  for (const [resource, each] of all.flatMap(Object.entries<number>)) total[resource] = (total[resource] ?? 0) + each;
  return total;
}

/** Returns the amounts of a claim. */
export function claimAmounts(spec: unknown): Amounts {
  const { storage } = textMapField(spec, 'resources', 'requests');
  return { persistentvolumeclaims: 1, ...(storage === undefined ? {} : prefixed('requests', { storage })) };
}

function containerAmounts(container: unknown, defaults: ContainerDefaults): Amounts {
  const own = textMapField(container, 'resources', 'limits');
  const limits = { ...defaults.limits, ...own };
  // What a container requests is its own limit, before a default.
  const requests = { ...defaults.requests, ...own, ...textMapField(container, 'resources', 'requests') };
  return { ...prefixed('requests', requests), ...prefixed('limits', limits) };
}

/** The amounts that a pod states as a whole, which come before those of its containers. */
function statedAmounts(spec: unknown): Amounts {
  const limits = textMapField(spec, 'resources', 'limits');
  const requests = { ...limits, ...textMapField(spec, 'resources', 'requests') };
  return { ...prefixed('requests', requests), ...prefixed('limits', limits) };
}

function ephemeralClaims(spec: unknown): Amounts {
  const templates = listField(spec, 'volumes').map((volume) =>
    field(volume, 'ephemeral', 'volumeClaimTemplate', 'spec'),
  );
  return sum(templates.filter((template) => template !== undefined).map(claimAmounts));
}

function prefixed(kind: string, quantities: Readonly<Record<string, unknown>>): Amounts {
  return Object.fromEntries(
    Object.entries(quantities)
      .map(([resource, quantity]) => [`${kind}.${resource}`, amount(String(quantity))] as const)
      .filter(([, each]) => !Number.isNaN(each)),
  );
}

function larger(one: Amounts, other: Amounts): Amounts {
  const resources = Object.keys({ ...one, ...other });
  return Object.fromEntries(resources.map((each) => [each, Math.max(one[each] ?? 0, other[each] ?? 0)]));
}
