import { Problem, quoted } from '../findings/problem';
import { string } from '../props/scalar';
import { optional, Schema } from '../props/schema';

/** A Kubernetes minor version, such as `1.30`. */
export type KubernetesVersion = `1.${number}`;

/** The version that manifests are rendered for by default. */
export const defaultKubernetes: KubernetesVersion = '1.30';

/** The schema of a target version, with its default. */
export const kubernetesVersion = optional(
  string({ check: kubernetesProblem, example: quoted(defaultKubernetes) }) as Schema as Schema<KubernetesVersion>,
  defaultKubernetes,
);

/** True if the target has the features of another version. */
export function hasFeatureOf(target: KubernetesVersion, since: KubernetesVersion): boolean {
  return minor(target) >= minor(since);
}

/** Returns the problem of a target version. The oldest is 1.27, whose API objects the library is built on. */
export function kubernetesProblem(target: unknown): Problem | undefined {
  if (typeof target === 'string' && /^1\.\d+$/.test(target) && minor(target) >= 27) return undefined;
  return {
    code: 'invalid-value',
    want: 'must be a minor version from "1.27"',
    got: quoted(target),
    write: `write "${defaultKubernetes}"`,
  };
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}
