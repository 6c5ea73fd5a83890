import { field, listField, textField } from '../manifests/fields';
import { Manifest } from '../manifests/manifest';
import { podTemplate } from '../manifests/pod-template';
import { Allowance } from './gained';

/** What the pods of an object are allowed because nothing forbids it: `container web may run as root`. */
export function podGaps(manifest: Manifest): Allowance[] {
  const pod = field(podTemplate(manifest), 'spec');
  if (pod === undefined) return [];
  const gaps = containers(manifest).flatMap(([container, path]) => {
    const at = (...names: readonly string[]) => field(container, 'securityContext', ...names);
    const profile = at('seccompProfile', 'type') ?? field(pod, 'securityContext', 'seccompProfile', 'type');
    const nonRoot = at('runAsNonRoot') ?? field(pod, 'securityContext', 'runAsNonRoot');
    return [
      [nonRoot !== true, 'may run as root'],
      [at('allowPrivilegeEscalation') !== false, 'may gain privileges'],
      [at('readOnlyRootFilesystem') !== true, 'may write to its root file system'],
      [!listField(at(), 'capabilities', 'drop').includes('ALL'), 'keeps the capabilities of its runtime'],
      [profile === undefined || profile === 'Unconfined', 'may make every system call'],
    ]
      .filter(([isOpen]) => isOpen)
      .map(([, what]) => allowance(`container ${nameOf(container)} ${String(what)}`, path));
  });
  const token =
    field(pod, 'automountServiceAccountToken') === false ? [] : [allowance('the pods hold a token', ['spec'])];
  return [...gaps, ...token];
}

/** What the pods of an object are allowed because somebody wrote it down: `container web is privileged`. */
export function podPrivileges(manifest: Manifest): Allowance[] {
  const pod = field(podTemplate(manifest), 'spec');
  const own = containers(manifest).flatMap(([container, path]) => {
    const name = `container ${nameOf(container)}`;
    const at = (...names: readonly string[]) => field(container, 'securityContext', ...names);
    return [
      ...(at('privileged') === true ? [`${name} is privileged`] : []),
      ...((at('runAsUser') ?? field(pod, 'securityContext', 'runAsUser')) === 0 ? [`${name} runs as root`] : []),
      ...listField(at(), 'capabilities', 'add').map((each) => `${name} has the capability ${String(each)}`),
      ...listField(container, 'ports')
        .filter((port) => field(port, 'hostPort') !== undefined)
        .map((port) => `${name} has the node's port ${String(field(port, 'hostPort'))}`),
    ].map((what) => allowance(what, path));
  });
  const shared = ['hostNetwork', 'hostPID', 'hostIPC']
    .filter((name) => field(pod, name) === true)
    .map((name) =>
      allowance(`the pods share their node's ${name.slice(4).replace('Network', 'network')}`, [
        'spec',
        'template',
        'spec',
        name,
      ]),
    );
  const paths = listField(pod, 'volumes')
    .filter((volume) => field(volume, 'hostPath') !== undefined)
    .map((volume) => `the pods see their node's ${textField(volume, 'hostPath', 'path') ?? 'files'}`);
  return [...own, ...shared, ...paths.map((what) => allowance(what, ['spec', 'template', 'spec', 'volumes']))];
}

function containers(manifest: Manifest): (readonly [container: unknown, list: readonly string[]])[] {
  const pod = field(podTemplate(manifest), 'spec');
  const path = manifest.kind === 'Pod' ? ['spec'] : ['spec', 'template', 'spec'];
  return ['initContainers', 'containers'].flatMap((list) =>
    listField(pod, list).map((container) => [container, [...path, list, `[${nameOf(container)}]`]] as const),
  );
}

function nameOf(container: unknown): string {
  return textField(container, 'name') ?? '';
}

function allowance(what: string, path: readonly string[]): Allowance {
  return { what, path };
}
