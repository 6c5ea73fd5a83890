import { KubernetesManifest, textField } from '../../manifests/manifest';
import { Permission } from './new-permissions';

const enforced = 'pod-security.kubernetes.io/enforce';
const version = `${enforced}-version`;
const standards = ['restricted', 'baseline', 'privileged'];

/** The standards of Pod Security that a namespace's own is weaker than: pods may break them. */
export function weakerStandards(namespace: KubernetesManifest): Permission[] {
  return standards.slice(0, rank(namespace)).map((standard) => ({
    message: `pods need not be ${standard}`,
    path: ['metadata', 'labels', enforced],
  }));
}

/** The version of the same standard, if it is an earlier one, which asks for less. */
export function earlierStandard(before: KubernetesManifest, after: KubernetesManifest): Permission[] {
  const standard = standards[rank(after)];
  if (rank(before) !== rank(after) || standard === 'privileged' || minorOf(after) >= minorOf(before)) return [];
  const pinned = textField(after, 'metadata', 'labels', version) ?? '';
  return [{ message: `pods need only be ${standard} as of ${pinned}`, path: ['metadata', 'labels', version] }];
}

function rank(namespace: KubernetesManifest): number {
  const found = standards.indexOf(textField(namespace, 'metadata', 'labels', enforced) ?? 'privileged');
  return found < 0 ? standards.length - 1 : found;
}

/** The minor version of Kubernetes whose standard is enforced; without one the latest. */
function minorOf(namespace: KubernetesManifest): number {
  const [, minor] = /^v1\.(\d+)$/.exec(textField(namespace, 'metadata', 'labels', version) ?? '') ?? [];
  return minor === undefined ? Infinity : Number(minor);
}
