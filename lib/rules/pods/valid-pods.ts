import { Fault, within } from '../../findings/problem';
import { Rule } from '../rule';
import { field, listField, textField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { quoted } from '../../findings/findings';
import { dnsLabelProblem } from '../../kubernetes/names';

const lastingKinds = new Set(['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet']);
const endingKinds = new Set(['batch/Job', 'batch/CronJob']);

/**
 * The API server refuses pods that their kind of workload cannot have: those of a Deployment run for ever, those of a Job end; and
 * init containers that end before the others start have no probes.
 */
export const validPods: Rule = {
  id: 'valid-pods',
  summary:
    'Pods have a restart policy that fits the workload, volumes with unique names, and init containers without probes',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      const pod = field(podTemplate(object), 'spec');
      if (typeof pod !== 'object') continue;
      for (const fault of [...restartFaults(object, pod), ...volumeFaults(pod), ...containerFaults(pod)])
        yield { object, ...fault };
    }
  },
};

function* restartFaults(object: Manifest, pod: unknown): Generator<Fault> {
  const kind = `${groupOf(object)}/${object.kind}`;
  const policy = field(pod, 'restartPolicy') ?? 'Always';
  if (lastingKinds.has(kind) && policy !== 'Always')
    yield {
      at: 'restartPolicy',
      want: `must be Always for the pods of a ${object.kind}`,
      got: quoted(policy),
      write: 'leave it out',
    };
  if (endingKinds.has(kind) && policy === 'Always')
    yield {
      at: 'restartPolicy',
      want: `must be OnFailure or Never for the pods of a ${object.kind}`,
      got: field(pod, 'restartPolicy') === undefined ? 'none, which is Always' : '"Always"',
      write: 'write Never',
    };
  if (lastingKinds.has(kind) && field(pod, 'activeDeadlineSeconds') !== undefined)
    yield {
      at: 'activeDeadlineSeconds',
      want: `must not be set for the pods of a ${object.kind}`,
      write: 'leave it out',
    };
}

function* volumeFaults(pod: unknown): Generator<Fault> {
  const names = new Set<unknown>();
  for (const volume of listField(pod, 'volumes')) {
    const name = textField(volume, 'name');
    if (name === undefined) continue;
    const problem = dnsLabelProblem(name);
    if (problem !== undefined) yield within('volume name', problem);
    if (names.has(name))
      yield {
        at: 'volume name',
        want: 'must be its own in the pod',
        got: `${quoted(name)} twice`,
        write: 'write another',
      };
    names.add(name);
  }
}

function* containerFaults(pod: unknown): Generator<Fault> {
  if (listField(pod, 'ephemeralContainers').length > 0)
    yield {
      at: 'ephemeralContainers',
      want: 'must not be set, for kubectl debug adds them to a running pod',
      write: 'write a container',
    };
  for (const container of listField(pod, 'initContainers')) {
    // One that is restarted is a sidecar.
    if (field(container, 'restartPolicy') === 'Always') continue;
    for (const name of ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle']) {
      if (field(container, name) !== undefined)
        yield {
          at: `init container "${textField(container, 'name') ?? ''}"`,
          want: `must have no ${name}`,
          write: 'leave it out, or write restartPolicy: Always',
        };
    }
  }
}
