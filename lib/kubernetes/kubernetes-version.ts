import { Problem } from '../findings/problem';
import { shown } from '../findings/findings';

/** A Kubernetes minor version, such as `1.30`. */
export type KubernetesVersion = `1.${number}`;

/** The version that manifests are rendered for unless a construct is told otherwise. */
export const defaultKubernetes: KubernetesVersion = '1.30';

/** Whether the target has what the given version brought. */
export function hasFeatureOf(target: KubernetesVersion, since: KubernetesVersion): boolean {
  return minor(target) >= minor(since);
}

/** What is wrong with a target version; the oldest is 1.27, whose API objects the library is built on. */
export function kubernetesProblem(target: unknown): Problem | undefined {
  if (typeof target === 'string' && /^1\.\d+$/.test(target) && minor(target) >= 27) return undefined;
  return {
    code: 'invalid-value',
    want: 'must be a minor version from "1.27"',
    got: shown(target),
    write: `write "${defaultKubernetes}"`,
  };
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}
