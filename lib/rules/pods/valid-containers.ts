import { Problem, quoted } from '../../findings/problem';
import { dnsLabelProblem } from '../../kubernetes/names';
import { amount, bytesProblem, cpuProblem, requestProblem } from '../../kubernetes/quantity';
import {
  field,
  listField,
  KubernetesManifest,
  Placed,
  placed,
  placedItems,
  textMapField,
} from '../../manifests/manifest';
import { placedContainers, podSpec } from '../../manifests/pod-template';
import { faultsAt, Rule, RuleFault } from '../rule';
import { nameFaults } from './name-faults';

/** The API server refuses a pod template in which these do not fit, and a Job or CronJob of it only when its pods are made. */
export const validContainers: Rule = {
  id: 'valid-containers',
  summary: 'Containers have unique names, quantities with requests within limits, and volumes that the pod has',
  why: 'the API server refuses the object; that of a CronJob only when its pods are created',
  rechecks: true,
  *check(object) {
    const containers = placedContainers(object);
    if (containers.length === 0) return;
    yield* nameFaults(containers, dnsLabelProblem);
    const volumes = volumeNames(object);
    for (const container of containers) {
      yield* resourceFaults(placed(container, 'resources'));
      yield* mountFaults(placedItems(container, 'volumeMounts'), volumes);
      yield* nameOfVolumeFaults(placedItems(container, 'volumeDevices'), volumes);
    }
  },
};

function* resourceFaults({ path, value }: Placed): Generator<RuleFault> {
  const limits = textMapField(value, 'limits');
  const requests = textMapField(value, 'requests');
  for (const [part, amounts] of Object.entries({ limits, requests })) {
    for (const [kind, given] of Object.entries(amounts)) {
      yield* faultsAt([...path, part, kind], quantityProblem(kind, given));
    }
  }
  for (const [kind, request] of Object.entries(requests)) {
    const limit = limits[kind];
    yield* faultsAt([...path, 'requests', kind], limit === undefined ? undefined : requestProblem(request, limit));
  }
}

// Other resources are counted in whole pieces, by whoever offers them.
function quantityProblem(kind: string, given: unknown): Problem | undefined {
  if (typeof given !== 'string' && typeof given !== 'number') return undefined;
  const text = String(given);
  if (amount(text) === 0) return undefined;
  if (kind === 'cpu') return cpuProblem(text);
  return kind === 'memory' || kind === 'ephemeral-storage' ? bytesProblem(text) : undefined;
}

function volumeNames(object: KubernetesManifest): Set<unknown> {
  const volumes = listField(podSpec(object)?.value, 'volumes');
  const claims = listField(object, 'spec', 'volumeClaimTemplates');
  return new Set([
    ...volumes.map((volume) => field(volume, 'name')),
    ...claims.map((claim) => field(claim, 'metadata', 'name')),
  ]);
}

/** Finds volumes that the pod does not have. An empty name is for valid-fields to report. */
function* nameOfVolumeFaults(users: readonly Placed[], volumes: ReadonlySet<unknown>): Generator<RuleFault> {
  for (const user of users) {
    const { path, value } = placed(user, 'name');
    if (typeof value === 'string' && value !== '' && !volumes.has(value))
      yield { path, want: 'must be a volume of the pod', got: quoted(value), write: 'add the volume' };
  }
}

function* mountFaults(mounts: readonly Placed[], volumes: ReadonlySet<unknown>): Generator<RuleFault> {
  yield* nameOfVolumeFaults(mounts, volumes);
  const paths = new Set<unknown>();
  for (const mount of mounts) {
    const path = placed(mount, 'mountPath');
    if (typeof path.value === 'string' && paths.has(path.value))
      yield { path: path.path, want: 'must be unique', got: `${quoted(path.value)} twice`, write: 'write another' };
    paths.add(path.value);
  }
}
