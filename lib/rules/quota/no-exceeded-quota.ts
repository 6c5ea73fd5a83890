import { field, groupKind, KubernetesManifest, listField, objectName, textMapField } from '../../manifests/manifest';
import { podSpec } from '../../manifests/pod-template';
import { amount, quantity } from '../../kubernetes/quantity';
import { Rule, RuleFault } from '../rule';
import { demands, Demand } from './demands';
import { containerDefaults, containerWithout } from './pod-amounts';

// Without a prefix these are what pods request.
const requested = /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;
const required = /^(?:requests|limits)\.(?:cpu|memory)$/;

/**
 * The API server refuses the objects beyond a quota one by one, so that a Deployment is short of pods and a rollout waits for ever, with an event
 * alone. A quota of some pods (`scopes`) is not judged, nor are amounts of a StorageClass.
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const noExceededQuota: Rule = {
  id: 'no-exceeded-quota',
  summary:
    'Pods and claims of a namespace fit into its ResourceQuota, each run of a Job and the first pod of each rollout beside them, and state what it counts',
  why: 'the API server refuses what is beyond it: pods are missing, and rollouts wait for ever',
  acrossObjects: true,
  *check(quota, objects) {
    if (groupKind(quota) !== '/ResourceQuota' || isOfSomePods(quota)) return;
    const { namespace } = quota.metadata;
    const all = demands(namespace, objects);
    const isStated = new Set<KubernetesManifest>();
    // A number of another author's YAML is a quantity too.
    for (const [name, most] of Object.entries<unknown>(textMapField(quota, 'spec', 'hard'))) {
      const resource = resourceOf(name);
      if (required.test(resource))
        for (const fault of unstatedFaults(quota, resource, all, objects)) {
          const { object = quota } = fault;
          if (!isStated.has(object)) yield fault;
          isStated.add(object);
        }
      const fault = roomFault(resource, String(most), all);
      if (fault !== undefined) yield { path: ['spec', 'hard', name], ...fault };
    }
  },
};

function isOfSomePods(quota: KubernetesManifest): boolean {
  return listField(quota, 'spec', 'scopes').length > 0 || field(quota, 'spec', 'scopeSelector') !== undefined;
}

function resourceOf(name: string): string {
  if (name === 'count/pods' || name === 'count/persistentvolumeclaims') return name.slice('count/'.length);
  return requested.test(name) ? `requests.${name}` : name;
}

function* unstatedFaults(
  quota: KubernetesManifest,
  resource: string,
  all: readonly Demand[],
  objects: readonly KubernetesManifest[],
): Generator<RuleFault> {
  const defaults = containerDefaults(quota.metadata.namespace, objects);
  for (const { object } of all) {
    const pod = podSpec(object);
    const container = pod && containerWithout(resource, pod.value, defaults);
    if (pod !== undefined && container !== undefined)
      yield {
        object,
        path: pod.path,
        want: `must have ${resource} in every container, as ${objectName(quota)} counts it`,
        got: `container ${container} without`,
        write: 'write it, or a LimitRange with a default',
      };
  }
}

/** The fault of an amount that is too small, for the worst that it does: pods that are missing, runs or rollouts that never start. */
function roomFault(resource: string, most: string, all: readonly Demand[]): Omit<RuleFault, 'path'> | undefined {
  const hard = amount(most);
  const lasting = all.filter(({ isRun, all: { [resource]: each = 0 } }) => !isRun && each > 0);
  const used = total(lasting.map(({ all: amounts }) => amounts[resource] ?? 0));
  const show = (value: number): string => shown(resource, value);
  if (exceeds(used, hard))
    return {
      want: 'must have room for the pods and claims of the namespace',
      got: `${show(used)} of ${most}: ${shares(resource, lasting)}`,
      write: `write ${show(used)} or more, or fewer and smaller pods`,
    };
  const beside = (one: Demand, amounts = one.all): boolean => exceeds(used + (amounts[resource] ?? 0), hard);
  const run = all.find((one) => one.isRun && beside(one));
  if (run !== undefined)
    return {
      want: `must have room for a run of ${objectName(run.object)} beside the pods that last`,
      got: `${show(used + (run.all[resource] ?? 0))} of ${most}: ${show(used)} and ${show(run.all[resource] ?? 0)}`,
      write: `write ${show(used + (run.all[resource] ?? 0))} or more, or fewer and smaller pods`,
    };
  const rollout = all.find((one) => one.surges && beside(one, one.each));
  if (rollout === undefined) return undefined;
  const needed = used + (rollout.each[resource] ?? 0);
  return {
    want: `must have room for one more pod of ${objectName(rollout.object)}, whose rollouts wait for it with maxUnavailable 0`,
    got: `${show(needed)} of ${most}: ${show(used)} and ${show(rollout.each[resource] ?? 0)}`,
    write: `write ${show(needed)} or more, or fewer and smaller pods`,
  };
}

function shares(resource: string, demanded: readonly Demand[]): string {
  const share = ({ all }: Demand): number => all[resource] ?? 0;
  const largest = [...demanded].sort((one, other) => share(other) - share(one));
  const texts = largest.slice(0, 4).map(({ object, count, each }) => {
    const one = shown(resource, each[resource] ?? 0);
    const all = resource === 'pods' ? count : count === 1 ? one : `${count} × ${one}`;
    return `${object.kind} ${object.metadata.name} ${all}`;
  });
  return [...texts, ...(largest.length > 4 ? [`${largest.length - 4} more`] : [])].join(', ');
}

/** Compares amounts that are sums of fractions of cores. */
function exceeds(used: number, hard: number): boolean {
  return used > hard * (1 + 1e-9);
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((one, other) => one + other, 0);
}

/** Returns an amount as it is written: cores in thousandths, memory and storage in mebibytes, rounded up. */
function shown(resource: string, value: number): string {
  if (/\bcpu$/.test(resource)) return quantity(`${Math.ceil(Math.round(value * 1e6) / 1e3)}m`);
  return /\b(?:memory|storage)$/.test(resource) ? quantity(`${Math.ceil(value / 1024 ** 2)}Mi`) : String(value);
}
