import { Fault, Problem, within } from '../../findings/problem';
import { quoted } from '../../findings/findings';
import { dnsLabelProblem } from '../../kubernetes/names';
import { amount, bytesProblem, cpuProblem } from '../../kubernetes/quantity';
import { field, listField, textField, textMapField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { podContainers, podTemplate } from '../../manifests/pod-template';
import { Rule } from '../rule';

/** The API server refuses a pod template in which these do not fit, and a Job or CronJob of it only when its pods are made. */
export const validContainers: Rule = {
  id: 'valid-containers',
  summary: 'Containers have unique names, quantities with requests within limits, and volumes that the pod has',
  why: 'the API server refuses the object; that of a CronJob only when its pods are created',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      const containers = podContainers(object);
      if (containers.length === 0) continue;
      for (const fault of nameFaults(containers)) yield { object, ...fault };
      const volumes = volumeNames(object);
      for (const container of containers) {
        const name = textField(container, 'name') ?? '';
        for (const fault of [...resourceFaults(container), ...mountFaults(container, volumes)])
          yield { object, ...fault, at: `container "${name}" ${fault.at}` };
      }
    }
  },
};

function* nameFaults(containers: readonly unknown[]): Generator<Fault> {
  const names = new Set<unknown>();
  for (const container of containers) {
    const name = textField(container, 'name');
    // For valid-fields to say.
    if (name === undefined) continue;
    const problem = dnsLabelProblem(name);
    if (problem !== undefined) yield within('container name', problem);
    if (names.has(name))
      yield {
        at: 'container name',
        want: 'must be its own in the pod',
        got: `${quoted(name)} twice`,
        write: 'write another',
      };
    names.add(name);
  }
}

function* resourceFaults(container: unknown): Generator<Fault> {
  const limits = textMapField(container, 'resources', 'limits');
  const requests = textMapField(container, 'resources', 'requests');
  for (const [part, amounts] of [
    ['limits', limits],
    ['requests', requests],
  ] as const) {
    for (const [kind, given] of Object.entries(amounts)) {
      const problem = quantityProblem(kind, given);
      if (problem !== undefined) yield within(`${part}.${kind}`, problem);
    }
  }
  for (const [kind, request] of Object.entries(requests)) {
    const limit = limits[kind];
    if (limit !== undefined && amount(request) > amount(limit))
      yield {
        at: `requests.${kind}`,
        want: `must not be above the limit ${quoted(limit)}`,
        got: quoted(request),
        write: 'raise the limit or lower the request',
      };
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

function volumeNames(object: Manifest): Set<unknown> {
  const volumes = listField(podTemplate(object), 'spec', 'volumes');
  const claims = listField(object, 'spec', 'volumeClaimTemplates');
  return new Set([
    ...volumes.map((volume) => field(volume, 'name')),
    ...claims.map((claim) => field(claim, 'metadata', 'name')),
  ]);
}

function* mountFaults(container: unknown, volumes: ReadonlySet<unknown>): Generator<Fault> {
  const paths = new Set<unknown>();
  for (const mount of listField(container, 'volumeMounts')) {
    const [name, path] = [textField(mount, 'name'), textField(mount, 'mountPath')];
    if (name !== undefined && !volumes.has(name))
      yield { at: 'mounts', want: 'must be of volumes of the pod', got: quoted(name), write: 'add the volume' };
    if (path !== undefined && paths.has(path))
      yield {
        at: 'mounts',
        want: 'must have paths of their own',
        got: `${quoted(path)} twice`,
        write: 'write another',
      };
    paths.add(path);
  }
}
