import { quoted } from '../../findings/problem';
import { amount } from '../../kubernetes/quantity';
import { isBuiltIn } from '../../manifests/kinds';
import {
  groupKind,
  KubernetesManifest,
  objectName,
  Placed,
  placed,
  placedItems,
  textMapField,
} from '../../manifests/manifest';
import { placedContainers, podSpec } from '../../manifests/pod-template';
import { Rule, RuleFault } from '../rule';
import { exactQuantity } from './amounts';
import { ContainerDefaults, containerDefaults, limitRanges } from './container-defaults';
import { LimitFault, limitFaults, Resources } from './limit-faults';
import { containerResources, resourceAmounts } from './pod-amounts';

/**
 * A LimitRange gives containers what they leave out, and bounds containers, pods and claims. The API server refuses what is outside, and a container
 * that requests more than the limit that it gets: the workload itself is accepted, and has no pods. LimitRanges that are not in the output are
 * not known.
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export const noExceededLimitRange: Rule = {
  id: 'no-exceeded-limit-range',
  summary:
    'Containers, pods and claims are within the LimitRanges of their namespace, with the defaults that these give them',
  why: 'the API server refuses the pods and claims, and the workload has none',
  acrossObjects: true,
  *check(object, objects) {
    const ranges = limitRanges(object.metadata.namespace, objects);
    if (ranges.length === 0 || !isBuiltIn(object)) return;
    for (const claim of claims(object)) {
      const requests = textMapField(claim.value, 'resources', 'requests');
      for (const range of ranges) yield* placedFaults(claim, limitFaults(range, 'PersistentVolumeClaim', { requests }));
    }
    const pod = podSpec(object);
    if (pod === undefined) return;
    const defaults = containerDefaults(object.metadata.namespace, objects);
    for (const container of placedContainers(object)) {
      yield* defaultFaults(container, ranges, defaults);
      const resources = containerResources(container.value, defaults);
      for (const range of ranges) yield* placedFaults(container, limitFaults(range, 'Container', resources));
    }
    const whole = podResources(pod.value, defaults);
    for (const range of ranges)
      for (const { of, resource, bound, ...fault } of limitFaults(range, 'Pod', whole))
        yield { path: pod.path, want: `must have ${of}.${resource} of all containers of ${bound}`, ...fault };
  },
};

/** The specifications of the claims of an object: its own, those of a StatefulSet's templates, and those of the volumes of its pods. */
function claims(object: KubernetesManifest): readonly Placed[] {
  const whole: Placed = { path: [], value: object };
  if (groupKind(object) === '/PersistentVolumeClaim') return [placed(whole, 'spec')];
  const templates = placedItems(whole, 'spec', 'volumeClaimTemplates').map((template) => placed(template, 'spec'));
  const pod = podSpec(object);
  const volumes = pod === undefined ? [] : placedItems(pod, 'volumes');
  const ephemeral = volumes.map((volume) => placed(volume, 'ephemeral', 'volumeClaimTemplate', 'spec'));
  return [...templates, ...ephemeral.filter(({ value }) => value !== undefined)];
}

/** The requests of a container above the limits that it gets. */
function* defaultFaults(
  container: Placed,
  ranges: readonly KubernetesManifest[],
  defaults: ContainerDefaults,
): Generator<RuleFault> {
  const own = textMapField(container.value, 'resources', 'limits');
  const { requests, limits } = containerResources(container.value, defaults);
  for (const [resource, limit] of Object.entries(limits)) {
    const request = requests[resource];
    if (own[resource] !== undefined || !(amount(String(request)) > amount(limit))) continue;
    const range = ranges.find((each) => containerDefaults(each.metadata.namespace, [each]).limits[resource] === limit);
    const giver = range === undefined ? 'a LimitRange' : objectName(range);
    yield {
      path: [...container.path, 'resources', 'requests', resource],
      want: `must not be above the limit ${quoted(limit)} that ${giver} gives the container`,
      got: quoted(request),
      write: `write a limit of ${quoted(request)} or more, or request less`,
    };
  }
}

function* placedFaults({ path }: Placed, faults: Iterable<LimitFault>): Generator<RuleFault> {
  for (const { of, resource, bound, ...fault } of faults)
    yield { path: [...path, 'resources', of, resource], want: `must be ${bound}`, ...fault };
}

/** The requests and limits of all containers of a pod together, or of the pod as a whole. */
function podResources(spec: unknown, defaults: ContainerDefaults): Resources {
  const amounts = Object.entries(resourceAmounts(spec, defaults));
  const ofKind = (kind: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      amounts
        .filter(([name]) => name.startsWith(`${kind}.`))
        .map(([name, value]) => [name.slice(kind.length + 1), exactQuantity(value)]),
    );
  return { requests: ofKind('requests'), limits: ofKind('limits') };
}
