import { quoted } from '../../findings/problem';
import { amount } from '../../kubernetes/quantity';
import { groupKind, KubernetesManifest, objectName, textMapField } from '../../manifests/manifest';
import { podSpec } from '../../manifests/pod-template';
import { Rule, RuleFault } from '../rule';
import { ContainerDefaults, containerDefaults } from './container-defaults';
import { objectShares } from './object-shares';
import { containerWithout } from './pod-amounts';
import { scopedShares } from './quota-scope';
import { roomFault } from './room-fault';
import { Share, shares } from './shares';

// Without a prefix these are what pods request.
const requested = /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;
const required = /^(?:requests|limits)\.(?:cpu|memory)$/;

/**
 * The API server refuses the objects beyond a quota one by one, so that a Deployment is short of pods and a rollout waits for ever, with an event
 * alone. Pods and objects that operators make are not known, nor are finished Jobs beside a CronJob's, the ReplicaSets of earlier rollouts, the
 * overhead of a RuntimeClass, and the pods of a quota by priority class or affinity.
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const noExceededQuota: Rule = {
  id: 'no-exceeded-quota',
  summary:
    'Pods, claims and objects of a namespace fit into its ResourceQuota, each run of a Job and the first pod of each rollout beside them, and state what it counts',
  why: 'the API server refuses what is beyond it: pods are missing, and rollouts wait for ever',
  acrossObjects: true,
  *check(quota, objects) {
    if (groupKind(quota) !== '/ResourceQuota') return;
    const { namespace } = quota.metadata;
    const defaults = containerDefaults(namespace, objects);
    const every = [...shares(namespace, objects, defaults), ...objectShares(namespace, objects)];
    const all = scopedShares(quota, every, defaults) ?? [];
    const isStated = new Set<KubernetesManifest>();
    // A number of another author's YAML is a quantity too.
    for (const [name, most] of Object.entries<unknown>(textMapField(quota, 'spec', 'hard'))) {
      const path = ['spec', 'hard', name];
      // What is no quantity at all is a wrong type.
      if (amount(String(most)) < 0) {
        yield { path, want: 'must be a quantity from 0', got: quoted(most), write: 'write "10" or "4Gi"' };
        continue;
      }
      const resource = resourceOf(name);
      if (required.test(resource))
        for (const fault of unstatedFaults(quota, resource, all, defaults)) {
          const { object = quota } = fault;
          if (!isStated.has(object)) yield fault;
          isStated.add(object);
        }
      const fault = roomFault(resource, String(most), all);
      if (fault !== undefined) yield { path, ...fault };
    }
  },
};

function resourceOf(name: string): string {
  // Finished pods are objects, too.
  if (/^count\/[^.]+$/.test(name) && name !== 'count/pods') return name.slice('count/'.length);
  return requested.test(name) ? `requests.${name}` : name;
}

function* unstatedFaults(
  quota: KubernetesManifest,
  resource: string,
  all: readonly Share[],
  defaults: ContainerDefaults,
): Generator<RuleFault> {
  for (const { object, pod } of all) {
    const container = pod === undefined ? undefined : containerWithout(resource, pod, defaults);
    if (container !== undefined)
      yield {
        object,
        path: podSpec(object)?.path,
        want: `must have ${resource} in every container, as ${objectName(quota)} counts it`,
        got: `container ${container} without`,
        write: 'write it, or a LimitRange with a default',
      };
  }
}
