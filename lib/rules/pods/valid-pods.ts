import { Rule, RuleFault } from '../rule';
import { field, groupKind, KubernetesManifest, Placed, placed, placedItems } from '../../manifests/manifest';
import { podSpec } from '../../manifests/pod-template';
import { quoted } from '../../findings/problem';
import { dnsLabelProblem } from '../../kubernetes/names';
import { nameFaults } from './name-faults';

const lastingKinds = new Set([
  ...['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', '/ReplicationController'],
]);
const endingKinds = new Set(['batch/Job', 'batch/CronJob']);

/** The pods of a Deployment run for ever, those of a Job end, and init containers end before there is anything to probe. */
export const validPods: Rule = {
  id: 'valid-pods',
  summary:
    'Pods have a restart policy that fits the workload, volumes with unique names, and init containers without probes',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(object) {
    const pod = podSpec(object);
    if (pod === undefined) return;
    yield* restartFaults(object, pod);
    yield* nameFaults(placedItems(pod, 'volumes'), dnsLabelProblem);
    yield* containerFaults(pod);
  },
};

function* restartFaults(object: KubernetesManifest, pod: Placed): Generator<RuleFault> {
  const kind = groupKind(object);
  const { path, value } = placed(pod, 'restartPolicy');
  const policy = value === '' ? undefined : value;
  if (lastingKinds.has(kind) && (policy ?? 'Always') !== 'Always')
    yield { path, want: `must be Always for the pods of a ${object.kind}`, got: quoted(policy), write: 'leave it out' };
  if (endingKinds.has(kind) && (policy ?? 'Always') === 'Always')
    yield {
      path,
      want: `must be OnFailure or Never for the pods of a ${object.kind}`,
      got: policy === undefined ? 'none, which is Always' : '"Always"',
      write: 'write Never',
    };
  const deadline = placed(pod, 'activeDeadlineSeconds');
  if (lastingKinds.has(kind) && deadline.value !== undefined)
    yield { path: deadline.path, want: `must not be set for the pods of a ${object.kind}`, write: 'leave it out' };
}

function* containerFaults(pod: Placed): Generator<RuleFault> {
  if (placedItems(pod, 'ephemeralContainers').length > 0)
    yield {
      path: [...pod.path, 'ephemeralContainers'],
      want: 'must not be set, for kubectl debug adds them to a running pod',
      write: 'write a container',
    };
  for (const container of placedItems(pod, 'initContainers')) {
    // One that is restarted is a sidecar.
    if (field(container.value, 'restartPolicy') === 'Always') continue;
    for (const name of ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle']) {
      if (field(container.value, name) !== undefined)
        yield {
          path: [...container.path, name],
          want: 'must not be set in an init container',
          write: 'leave it out, or write restartPolicy: Always',
        };
    }
  }
}
