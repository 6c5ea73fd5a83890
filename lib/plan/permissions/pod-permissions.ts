import { field, listField, KubernetesManifest, textField } from '../../manifests/manifest';
import { podTemplate, podTemplatePath } from '../../manifests/pod-template';
import { newPermissions, Permission } from './new-permissions';

/**
 * The permissions of an object's pods that are more than before: `container web may run as root`. A container is compared with the earlier one of its
 * name; one that is new or renamed with all earlier ones, since it makes the pods no looser than they were.
 */
export function newPodPermissions(before: KubernetesManifest, after: KubernetesManifest): Permission[] {
  const earlier = containers(before);
  const inContainers = containers(after).flatMap(({ name, path, gaps, privileges }) => {
    const same = earlier.filter((each) => each.name === name);
    const known = (same.length > 0 ? same : earlier).flatMap((each) => [...each.gaps, ...each.privileges]);
    return [...gaps, ...privileges]
      .filter((what) => !known.includes(what))
      .map((what) => ({ message: `container ${name} ${what}`, path }));
  });
  const ofPods = (manifest: KubernetesManifest): Permission[] => [...tokenOf(manifest), ...sharedWithNode(manifest)];
  return [...newPermissions([], inContainers), ...newPermissions(ofPods(before), ofPods(after))];
}

// What containerd and CRI-O give to a container that says nothing of capabilities.
const ofRuntime =
  /^has the capability (?:AUDIT_WRITE|CHOWN|DAC_OVERRIDE|FOWNER|FSETID|KILL|MKNOD|NET_BIND_SERVICE|NET_RAW|SETFCAP|SETGID|SETPCAP|SETUID|SYS_CHROOT)$/;

/** The permissions of an object's pods that are written down, and that no container has by itself: `container web is privileged`. */
export function podPrivileges(manifest: KubernetesManifest): Permission[] {
  const own = containers(manifest).flatMap(({ name, path, privileges }) =>
    privileges.filter((what) => !ofRuntime.test(what)).map((what) => ({ message: `container ${name} ${what}`, path })),
  );
  return [...own, ...sharedWithNode(manifest)];
}

/** A container, and what it may do: because nothing forbids it, or because a field gives it. */
interface ContainerPermissions {
  readonly name: string;
  readonly path: readonly string[];
  readonly gaps: readonly string[];
  readonly privileges: readonly string[];
}

function containers(manifest: KubernetesManifest): ContainerPermissions[] {
  const pod = podOf(manifest);
  return ['initContainers', 'containers'].flatMap((list) =>
    listField(pod, list).map((container) => {
      const name = textField(container, 'name') ?? '';
      const path = [...podPath(manifest), list, `[${name}]`];
      return { name, path, gaps: gapsOf(container, pod), privileges: privilegesOf(container, pod) };
    }),
  );
}

function gapsOf(container: unknown, pod: unknown): string[] {
  const at = (...names: readonly string[]) => field(container, 'securityContext', ...names);
  const profile = at('seccompProfile', 'type') ?? field(pod, 'securityContext', 'seccompProfile', 'type');
  const nonRoot = at('runAsNonRoot') ?? field(pod, 'securityContext', 'runAsNonRoot');
  return [
    ...(nonRoot === true ? [] : ['may run as root']),
    ...(at('allowPrivilegeEscalation') === false ? [] : ['may gain privileges']),
    ...(at('readOnlyRootFilesystem') === true ? [] : ['may write to its root file system']),
    ...(listField(at(), 'capabilities', 'drop').includes('ALL') ? [] : ['keeps the capabilities of its runtime']),
    ...(profile === undefined || profile === 'Unconfined' ? ['may make every system call'] : []),
  ];
}

function privilegesOf(container: unknown, pod: unknown): string[] {
  const at = (...names: readonly string[]) => field(container, 'securityContext', ...names);
  return [
    ...(at('privileged') === true ? ['is privileged'] : []),
    ...((at('runAsUser') ?? field(pod, 'securityContext', 'runAsUser')) === 0 ? ['runs as root'] : []),
    ...listField(at(), 'capabilities', 'add').map((each) => `has the capability ${String(each)}`),
    ...listField(container, 'ports')
      .filter((port) => field(port, 'hostPort') !== undefined)
      .map((port) => `has the node's port ${String(field(port, 'hostPort'))}`),
  ];
}

function tokenOf(manifest: KubernetesManifest): Permission[] {
  const pod = podOf(manifest);
  const hasToken = pod !== undefined && field(pod, 'automountServiceAccountToken') !== false;
  return hasToken ? [{ message: 'the pods hold a token', path: ['spec'] }] : [];
}

function sharedWithNode(manifest: KubernetesManifest): Permission[] {
  const pod = podOf(manifest);
  const shared = { hostNetwork: 'network', hostPID: 'PID', hostIPC: 'IPC' };
  const paths = listField(pod, 'volumes')
    .filter((volume) => field(volume, 'hostPath') !== undefined)
    .map((volume) => textField(volume, 'hostPath', 'path') ?? 'files');
  return [
    ...Object.entries(shared)
      .filter(([name]) => field(pod, name) === true)
      .map(([name, what]) => ({ message: `the pods share their node's ${what}`, path: [...podPath(manifest), name] })),
    ...paths.map((path) => ({ message: `the pods see their node's ${path}`, path: [...podPath(manifest), 'volumes'] })),
  ];
}

function podOf(manifest: KubernetesManifest): unknown {
  return field(podTemplate(manifest), 'spec');
}

function podPath(manifest: KubernetesManifest): readonly string[] {
  return [...(podTemplatePath(manifest) ?? []), 'spec'];
}
