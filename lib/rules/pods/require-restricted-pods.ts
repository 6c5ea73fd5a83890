import { field, listField, textField } from '../../manifests/manifest';
import { podContainers, podSpec, podTemplate } from '../../manifests/pod-template';
import { confinementFaults } from './confinement-faults';
import { Rule } from '../rule';
import { quoted } from '../../findings/problem';

const allowedVolumes = new Set([
  ...['name', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim'],
  ...['projected', 'secret'],
]);

const id = 'require-restricted-pods';
const optOut = `write the reason into the annotation cdk8s-backend/ignore.${id}`;

/**
 * A namespace that enforces Pod Security `restricted`, as TenantNamespace's does, takes a workload and then refuses every pod of it.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const requireRestrictedPods: Rule = {
  id,
  summary: 'Every pod meets the Pod Security standard restricted',
  why: 'a namespace that enforces it accepts the workload and refuses every pod',
  rechecks: true,
  *check(object) {
    const pod = podSpec(object);
    const containers = podContainers(object);
    if (pod === undefined || containers.length === 0) return;
    yield* confinementFaults(pod, podTemplate(object));
    const unwanted = [
      ...podFields(pod.value),
      ...containers.flatMap((container) =>
        containerFields(pod.value, container).map((each) => `${named(container)} ${each}`),
      ),
    ];
    const wanted = [...missingSystem(pod.value), ...missingFields(pod.value, containers)];
    if (unwanted.length === 0 && wanted.length === 0) return;
    yield {
      path: pod.path,
      want: 'must meet the Pod Security standard restricted',
      got: unwanted.length === 0 ? undefined : unwanted.join(', '),
      write: `${[...(unwanted.length === 0 ? [] : ['leave these out']), ...wanted].join(', and ')}, or ${optOut}`,
    };
  },
};

function named(container: unknown): string {
  return `container "${textField(container, 'name') ?? ''}"`;
}

/** Fields by which a pod sees or takes what is its node's. */
function podFields(pod: unknown): string[] {
  const fields = ['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => field(pod, name) === true);
  const volumes = listField(pod, 'volumes').flatMap((volume) => {
    const other = Object.keys(volume ?? {}).find((kind) => !allowedVolumes.has(kind));
    return other === undefined ? [] : [`volume "${textField(volume, 'name') ?? ''}" of the kind ${other}`];
  });
  return [...fields.map((name) => `${name}: true`), ...volumes];
}

/** Fields by which a container is more than a process of its own. */
function containerFields(pod: unknown, container: unknown): string[] {
  const own = field(container, 'securityContext');
  const added = listField(own, 'capabilities', 'add').filter((it) => it !== 'NET_BIND_SERVICE');
  const hostPorts = listField(container, 'ports').map((port) => field(port, 'hostPort') ?? 0);
  return [
    field(own, 'privileged') === true && 'privileged: true',
    contextField(pod, container, 'runAsUser') === 0 && 'runAsUser: 0',
    added.length > 0 && `capabilities.add: ${quoted(added)}`,
    ...hostPorts.map((port) => port !== 0 && `hostPort: ${quoted(port)}`),
  ].filter((unwanted) => unwanted !== false);
}

/** A pod on nodes of Windows, whose fields are those of Windows alone: Pod Security asks for none of Linux' then. */
function isOfWindows(pod: unknown): boolean {
  return [field(pod, 'os', 'name'), field(pod, 'nodeSelector', 'kubernetes.io/os')].includes('windows');
}

/** The system to write, by which Pod Security knows a pod of Windows. */
function missingSystem(pod: unknown): string[] {
  return isOfWindows(pod) && field(pod, 'os', 'name') === undefined ? ['write os: { name: windows }'] : [];
}

/** The fields to write, with their containers; those that lack the same are together. */
function missingFields(pod: unknown, containers: readonly unknown[]): string[] {
  const byFields = new Map<string, string[]>();
  for (const container of containers) {
    const own = field(container, 'securityContext');
    const profile = String(contextField(pod, container, 'seccompProfile', 'type'));
    const isOfLinux = !isOfWindows(pod);
    const fields = [
      isOfLinux && field(own, 'allowPrivilegeEscalation') !== false && 'allowPrivilegeEscalation: false',
      contextField(pod, container, 'runAsNonRoot') !== true && 'runAsNonRoot: true',
      isOfLinux && !['RuntimeDefault', 'Localhost'].includes(profile) && 'seccompProfile: { type: RuntimeDefault }',
      isOfLinux && !listField(own, 'capabilities', 'drop').includes('ALL') && 'capabilities: { drop: [ALL] }',
    ]
      .filter((missing) => missing !== false)
      .join(', ');
    if (fields !== '') byFields.set(fields, [...(byFields.get(fields) ?? []), named(container)]);
  }
  return [...byFields].map(([fields, names]) => `write ${fields} for ${names.join(', ')}`);
}

/** A field of a container's security context, or of the pod's for all containers. */
function contextField(pod: unknown, container: unknown, ...path: readonly string[]): unknown {
  return field(container, 'securityContext', ...path) ?? field(pod, 'securityContext', ...path);
}
