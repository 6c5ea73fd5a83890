import { field, listField, textField } from '../manifests/fields';
import { podContainers, podTemplate } from '../manifests/pod-template';
import { confinementProblems } from '../checks/confinement-problems';
import { Rule } from '../checks/rule';

const allowedVolumes = new Set([
  'name',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/**
 * A namespace that enforces Pod Security `restricted`, as Tenant's does, takes a workload and then refuses every pod of it.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const requireRestrictedPods: Rule = {
  id: 'require-restricted-pods',
  summary: 'Every pod meets the Pod Security standard restricted',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      const containers = podContainers(object);
      if (containers.length === 0) continue;
      const pod = field(podTemplate(object), 'spec');
      for (const message of [...podProblems(pod), ...confinementProblems(podTemplate(object))])
        yield { object, message };
      for (const container of containers) {
        for (const problem of containerProblems(pod, container))
          yield { object, message: `container "${textField(container, 'name') ?? ''}" ${problem}` };
      }
    }
  },
};

function* podProblems(pod: unknown): Generator<string> {
  for (const name of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (field(pod, name) === true) yield `${name} must not be true, for a pod must not see its node; leave it out`;
  }
  for (const volume of listField(pod, 'volumes')) {
    const other = Object.keys(volume ?? {}).find((kind) => !allowedVolumes.has(kind));
    if (other !== undefined)
      yield `volume "${textField(volume, 'name') ?? ''}" must not be of the kind ${other}; write one of a pod's own, such as emptyDir`;
  }
}

function* containerProblems(pod: unknown, container: unknown): Generator<string> {
  const own = (...path: string[]): unknown => field(container, 'securityContext', ...path);
  const shared = (...path: string[]): unknown => own(...path) ?? field(pod, 'securityContext', ...path);
  if (own('allowPrivilegeEscalation') !== false) yield 'must have allowPrivilegeEscalation: false; write it';
  if (own('privileged') === true) yield 'must not be privileged, got privileged: true; leave it out';
  if (shared('runAsNonRoot') !== true) yield 'must have runAsNonRoot: true; write it, or for the whole pod';
  if (shared('runAsUser') === 0) yield 'must not run as root, got runAsUser: 0; write another user';
  if (!['RuntimeDefault', 'Localhost'].includes(String(shared('seccompProfile', 'type'))))
    yield 'must have a seccompProfile; write { type: RuntimeDefault }, or for the whole pod';
  if (!listField(container, 'securityContext', 'capabilities', 'drop').includes('ALL'))
    yield 'must drop all capabilities; write capabilities: { drop: [ALL] }';
  for (const capability of listField(container, 'securityContext', 'capabilities', 'add')) {
    if (capability !== 'NET_BIND_SERVICE')
      yield `must add no capability but NET_BIND_SERVICE, got ${String(capability)}; leave it out`;
  }
  for (const port of listField(container, 'ports')) {
    if (Number(field(port, 'hostPort') ?? 0) !== 0)
      yield 'must not take a port of its node, got a hostPort; leave it out';
  }
}
