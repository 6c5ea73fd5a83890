import { field, listField, KubernetesManifest, referredName, textField } from '../../manifests/manifest';
import { byReferredName } from '../../manifests/object-identity';
import { podContainers, podSpec, podTemplate, podTemplatePath, statedAccount } from '../../manifests/pod-template';
import { searchable } from '../../manifests/remembered';
import { confinementFaults } from '../../rules/pods/confinement-faults';
import { Surroundings } from '../diff/effect';
import { anything, newPermissions, Permission } from './new-permissions';

const privileged = 'is privileged';
const isRootUser = 'runs as root';
const mayBeRoot = 'may run as root';
const runtimes = 'keeps the capabilities of its runtime';
const capability = 'has the capability ';
// Those that containerd and CRI-O give to a container.
const runtimeCapabilities = new Set(
  (
    'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP SETUID ' +
    'SYS_CHROOT'
  ).split(' '),
);

/**
 * The permissions of an object's pods that are more than before: `container web may run as root`. A container is compared with the earlier one of its
 * name; one that is new or renamed with all earlier ones, since it makes the pods no looser than they were.
 */
export function newPodPermissions(
  before: KubernetesManifest,
  after: KubernetesManifest,
  all: Surroundings = { before: [], after: [] },
): Permission[] {
  const earlier = containers(before);
  const inContainers = containers(after).flatMap(({ name, path, gaps, privileges }) => {
    const same = earlier.filter((each) => each.name === name);
    const known = (same.length > 0 ? same : earlier).flatMap((each) => [...each.gaps, ...each.privileges]);
    // A container that may run as root is no less than one that does, beside others of the same pod.
    const isRoot = same.length === 0 && known.includes(mayBeRoot);
    return [...gaps, ...privileges]
      .filter((what) => !isKnown(what, known) && !(isRoot && what === isRootUser))
      .map((what) => ({ message: `container ${name} ${what}`, path }));
  });
  return [
    ...newPermissions([], inContainers),
    ...newPermissions(
      [...tokenOf(before, all.before), ...ofNode(before)],
      [...tokenOf(after, all.after), ...ofNode(after)],
    ),
  ];
}

/** The permissions of an object's pods that are written down, and that no container has by itself: `container web is privileged`. */
export function podPrivileges(manifest: KubernetesManifest): Permission[] {
  const own = containers(manifest).flatMap(({ name, path, privileges }) =>
    privileges.filter((what) => !isOfRuntime(what)).map((what) => ({ message: `container ${name} ${what}`, path })),
  );
  return [...own, ...ofNode(manifest)];
}

/** Tells whether what a container may do is a part of what earlier ones might. */
function isKnown(what: string, known: readonly string[]): boolean {
  if (known.includes(what)) return true;
  if (known.includes(privileged) && !what.startsWith("has the node's port")) return true;
  if (!what.startsWith(capability)) return false;
  return (isOfRuntime(what) && known.includes(runtimes)) || known.includes(`${capability}ALL`);
}

/** Tells whether what a container may do is a capability that it has from its runtime, too. */
function isOfRuntime(what: string): boolean {
  return what.startsWith(capability) && runtimeCapabilities.has(what.slice(capability.length));
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
  const dropped = listField(at(), 'capabilities', 'drop').map(capabilityName);
  return [
    ...(nonRoot === true || Number(userOf(container, pod) ?? 0) > 0 ? [] : [mayBeRoot]),
    ...(at('allowPrivilegeEscalation') === false ? [] : ['may gain privileges']),
    ...(at('readOnlyRootFilesystem') === true ? [] : ['may write to its root file system']),
    ...(dropped.includes('ALL') ? [] : [runtimes]),
    ...(profile === undefined || profile === 'Unconfined' ? ['may make every system call'] : []),
  ];
}

function privilegesOf(container: unknown, pod: unknown): string[] {
  const at = (...names: readonly string[]) => field(container, 'securityContext', ...names);
  return [
    ...(at('privileged') === true ? [privileged] : []),
    ...(userOf(container, pod) === 0 ? [isRootUser] : []),
    ...listField(at(), 'capabilities', 'add').map((each) => `${capability}${capabilityName(each)}`),
    ...listField(container, 'ports')
      .filter((port) => field(port, 'hostPort') !== undefined)
      .map((port) => `has the node's port ${String(field(port, 'hostPort'))}`),
  ];
}

function userOf(container: unknown, pod: unknown): unknown {
  return field(container, 'securityContext', 'runAsUser') ?? field(pod, 'securityContext', 'runAsUser');
}

/** Runtimes take capabilities in whatever case, with the prefix of Linux or without. */
function capabilityName(written: unknown): string {
  return String(written).toUpperCase().replace(/^CAP_/, '');
}

function tokenOf(manifest: KubernetesManifest, all: readonly KubernetesManifest[]): Permission[] {
  return holdsToken(manifest, all) ? [{ message: 'the pods hold a token', path: ['spec'] }] : [];
}

/** Tells whether an object has pods with a token, which neither they refuse nor, if they say nothing, their account. */
export function holdsToken(manifest: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  const pod = podOf(manifest);
  const account = statedAccount(pod) ?? 'default';
  const [found] = byReferredName(all, referredName('ServiceAccount', manifest.metadata.namespace, account));
  const name = 'automountServiceAccountToken';
  return pod !== undefined && (field(pod, name) ?? field(found, name)) !== false;
}

const byAccount = searchable((manifest: KubernetesManifest) => {
  const account = statedAccount(podOf(manifest));
  return account === undefined ? [] : [referredName('ServiceAccount', manifest.metadata.namespace, account)];
});

/** Tells whether all pods that run as an account refuse its token; false if none is known. */
export function isTokenRefused({ kind, metadata }: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  const users = byAccount(all, referredName(kind, metadata.namespace, metadata.name));
  return users.length > 0 && users.every((each) => field(podOf(each), 'automountServiceAccountToken') === false);
}

/** The parts of their node that pods have: its namespaces, its files, and all that Pod Security refuses at every level but the weakest. */
function ofNode(manifest: KubernetesManifest): Permission[] {
  const pod = podOf(manifest);
  const shared = { hostNetwork: 'network', hostPID: 'PID', hostIPC: 'IPC' };
  const paths = listField(pod, 'volumes')
    .filter((volume) => field(volume, 'hostPath') !== undefined)
    .map((volume) => ({
      path: (textField(volume, 'hostPath', 'path') ?? 'files').replace(/(?<=.)\/$/, ''),
      isWritable: isWritable(manifest, field(volume, 'name')),
    }));
  return [
    ...Object.entries(shared)
      .filter(([name]) => field(pod, name) === true)
      .map(([name, what]) => ({ message: `the pods share their node's ${what}`, path: [...podPath(manifest), name] })),
    ...paths.map(({ path, isWritable }) => ({
      message: `the pods ${isWritable ? 'may write to' : 'see'} their node's ${path}`,
      path: [...podPath(manifest), 'volumes'],
      scope: [path, isWritable ? anything : 'read'],
    })),
    ...unconfined(manifest),
  ];
}

function isWritable(manifest: KubernetesManifest, volume: unknown): boolean {
  const mounts = podContainers(manifest).flatMap((container) => listField(container, 'volumeMounts'));
  return mounts.some((mount) => field(mount, 'name') === volume && field(mount, 'readOnly') !== true);
}

function unconfined(manifest: KubernetesManifest): Permission[] {
  const pod = podSpec(manifest);
  if (pod === undefined) return [];
  return [...confinementFaults(pod, podTemplate(manifest))].flatMap(({ path = [], got }) => {
    const names = path.filter((part) => typeof part === 'string');
    const sysctl = names.includes('sysctls') ? `the sysctl ${got ?? ''}` : undefined;
    // A profile of system calls is a gap of its containers.
    return names.includes('seccompProfile')
      ? []
      : [{ message: `the pods are less confined by ${sysctl ?? names.at(-1) ?? ''}`, path: [...podPath(manifest)] }];
  });
}

function podOf(manifest: KubernetesManifest): unknown {
  return field(podTemplate(manifest), 'spec');
}

function podPath(manifest: KubernetesManifest): readonly string[] {
  return [...(podTemplatePath(manifest) ?? []), 'spec'];
}
