import { field, listField, textField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { Permission } from './new-permissions';

/** Permissions of a container or of the pods that it is in, without its name: `may run as root`. */
type Reader = (container: unknown, pod: unknown) => string[];

/**
 * The permissions of an object's pods that are more than before: `container web may run as root`. A container is compared with the earlier one of its
 * name; one that is new or renamed with all earlier ones, since it makes the pods no looser than they were.
 */
export function newPodPermissions(before: Manifest, after: Manifest): Permission[] {
  const earlier = containers(before);
  const inContainers = containers(after).flatMap(({ container, name, path }) => {
    const same = earlier.filter((each) => each.name === name);
    const compared = same.length > 0 ? same : earlier;
    const known = new Set(
      compared.flatMap((each) => [
        ...gaps(each.container, podOf(before)),
        ...privileges(each.container, podOf(before)),
      ]),
    );
    return [...gaps(container, podOf(after)), ...privileges(container, podOf(after))]
      .filter((what) => !known.has(what))
      .map((what) => ({ message: `container ${name} ${what}`, path }));
  });
  const known = new Set([...podGaps(before), ...sharedWithNode(before)].map(({ message }) => message));
  return [
    ...inContainers,
    ...[...podGaps(after), ...sharedWithNode(after)].filter(({ message }) => !known.has(message)),
  ];
}

/** The permissions of an object's pods that are written down: `container web is privileged`. */
export function podPrivileges(manifest: Manifest): Permission[] {
  const own = containers(manifest).flatMap(({ container, name, path }) =>
    privileges(container, podOf(manifest)).map((what) => ({ message: `container ${name} ${what}`, path })),
  );
  return [...own, ...sharedWithNode(manifest)];
}

/** The permissions of a container that nothing forbids. */
const gaps: Reader = (container, pod) => {
  const at = (...names: readonly string[]) => field(container, 'securityContext', ...names);
  const profile = at('seccompProfile', 'type') ?? field(pod, 'securityContext', 'seccompProfile', 'type');
  const nonRoot = at('runAsNonRoot') ?? field(pod, 'securityContext', 'runAsNonRoot');
  return [
    { isOpen: nonRoot !== true, message: 'may run as root' },
    { isOpen: at('allowPrivilegeEscalation') !== false, message: 'may gain privileges' },
    { isOpen: at('readOnlyRootFilesystem') !== true, message: 'may write to its root file system' },
    {
      isOpen: !listField(at(), 'capabilities', 'drop').includes('ALL'),
      message: 'keeps the capabilities of its runtime',
    },
    { isOpen: profile === undefined || profile === 'Unconfined', message: 'may make every system call' },
  ]
    .filter(({ isOpen }) => isOpen)
    .map(({ message }) => message);
};

const privileges: Reader = (container, pod) => {
  const at = (...names: readonly string[]) => field(container, 'securityContext', ...names);
  return [
    ...(at('privileged') === true ? ['is privileged'] : []),
    ...((at('runAsUser') ?? field(pod, 'securityContext', 'runAsUser')) === 0 ? ['runs as root'] : []),
    ...listField(at(), 'capabilities', 'add').map((each) => `has the capability ${String(each)}`),
    ...listField(container, 'ports')
      .filter((port) => field(port, 'hostPort') !== undefined)
      .map((port) => `has the node's port ${String(field(port, 'hostPort'))}`),
  ];
};

function podGaps(manifest: Manifest): Permission[] {
  const pod = podOf(manifest);
  return pod === undefined || field(pod, 'automountServiceAccountToken') === false
    ? []
    : [{ message: 'the pods hold a token', path: ['spec'] }];
}

function sharedWithNode(manifest: Manifest): Permission[] {
  const pod = podOf(manifest);
  const names = ['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => field(pod, name) === true);
  const paths = listField(pod, 'volumes')
    .filter((volume) => field(volume, 'hostPath') !== undefined)
    .map((volume) => textField(volume, 'hostPath', 'path') ?? 'files');
  return [
    ...names.map((name) => ({
      message: `the pods share their node's ${name.slice(4).replace('Network', 'network')}`,
      path: [...podPath(manifest), name],
    })),
    ...paths.map((path) => ({ message: `the pods see their node's ${path}`, path: [...podPath(manifest), 'volumes'] })),
  ];
}

interface NamedContainer {
  readonly container: unknown;
  readonly name: string;
  readonly path: readonly string[];
}

function containers(manifest: Manifest): NamedContainer[] {
  return ['initContainers', 'containers'].flatMap((list) =>
    listField(podOf(manifest), list).map((container) => {
      const name = textField(container, 'name') ?? '';
      return { container, name, path: [...podPath(manifest), list, `[${name}]`] };
    }),
  );
}

function podOf(manifest: Manifest): unknown {
  return field(podTemplate(manifest), 'spec');
}

function podPath(manifest: Manifest): readonly string[] {
  return manifest.kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec'];
}
