import { field, listField, textField, textMapField } from '../../manifests/manifest';
import { Amounts, larger, prefixed, sum } from './amounts';
import { claimAmounts } from './claims';
import { ContainerDefaults, noDefaults } from './container-defaults';

type Quantities = Readonly<Record<string, string>>;

// Of these the API server completes what the pod requests as a whole by what its containers request; others, such as huge pages, by its limits.
const overcommitted = ['requests.cpu', 'requests.memory'];

/** Returns the amounts of a pod: of its containers or of the pod as a whole, of its overhead and of the claims of its volumes. */
export function podAmounts(spec: unknown, defaults: ContainerDefaults): Amounts {
  const own = resourceAmounts(spec, defaults);
  const overhead = textMapField(spec, 'overhead');
  const limited = Object.fromEntries(Object.entries(overhead).filter(([name]) => `limits.${name}` in own));
  const more = [prefixed('requests', overhead), prefixed('limits', limited), ...ephemeralClaims(spec)];
  return { ...sum([own, ...more]), pods: 1, 'count/pods': 1 };
}

/**
 * Returns the requests and limits of a pod: of its containers and sidecars together, or of what runs before them if that is more; in their
 * place, what the pod states as a whole.
 * https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function resourceAmounts(spec: unknown, defaults: ContainerDefaults): Amounts {
  return { ...containersAmounts(spec, defaults), ...statedAmounts(spec) };
}

/** Returns the name of the first container that has no amount of a resource of a quota; undefined if each has, or the pod as a whole. */
export function containerWithout(resource: string, spec: unknown, defaults: ContainerDefaults): string | undefined {
  if (statedAmounts(spec)[resource] !== undefined) return undefined;
  const containers = [...listField(spec, 'initContainers'), ...listField(spec, 'containers')];
  const without = containers.find((container) => containerAmounts(container, defaults)[resource] === undefined);
  return without === undefined ? undefined : (textField(without, 'name') ?? '');
}

/** Returns what a container requests and its limits, as the API server completes them: its own limit is its request, before a default. */
export function containerResources(
  container: unknown,
  defaults: ContainerDefaults,
): { readonly requests: Quantities; readonly limits: Quantities } {
  const own = textMapField(container, 'resources', 'limits');
  const requests = { ...defaults.requests, ...own, ...textMapField(container, 'resources', 'requests') };
  return { requests, limits: { ...defaults.limits, ...own } };
}

function containerAmounts(container: unknown, defaults: ContainerDefaults): Amounts {
  const { requests, limits } = containerResources(container, defaults);
  return { ...prefixed('requests', requests), ...prefixed('limits', limits) };
}

/** Returns the amounts of the containers of a pod: of those that run together, or of one that runs before them if that is more. */
export function containersAmounts(spec: unknown, defaults: ContainerDefaults): Amounts {
  let sidecars: Amounts = {};
  let most: Amounts = {};
  for (const container of listField(spec, 'initContainers')) {
    const own = containerAmounts(container, defaults);
    most = larger(most, sum([sidecars, own]));
    if (field(container, 'restartPolicy') === 'Always') sidecars = sum([sidecars, own]);
  }
  const containers = listField(spec, 'containers').map((container) => containerAmounts(container, defaults));
  return larger(most, sum([sidecars, ...containers]));
}

/**
 * The amounts of a pod as a whole. Those that it does not request are the sum of its containers', without defaults of LimitRanges, and else its
 * limits.
 * https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/
 */
function statedAmounts(spec: unknown): Amounts {
  const limits = textMapField(spec, 'resources', 'limits');
  const requests = prefixed('requests', textMapField(spec, 'resources', 'requests'));
  if (Object.keys(limits).length === 0) return requests;
  const containers = Object.entries(containersAmounts(spec, noDefaults)).filter(([name]) =>
    overcommitted.includes(name),
  );
  return {
    ...prefixed('requests', limits),
    ...Object.fromEntries(containers),
    ...requests,
    ...prefixed('limits', limits),
  };
}

function ephemeralClaims(spec: unknown): Amounts[] {
  return listField(spec, 'volumes')
    .map((volume) => field(volume, 'ephemeral', 'volumeClaimTemplate', 'spec'))
    .filter((template) => template !== undefined)
    .map(claimAmounts);
}
