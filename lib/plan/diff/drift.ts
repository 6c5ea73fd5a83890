import { KubernetesManifest } from '../../manifests/manifest';

/** A field that someone has set in the cluster, and that an apply leaves as it is. */
export interface Drift {
  readonly object: KubernetesManifest;
  readonly path: readonly string[];
  /** The field manager that has set it: `kubectl-edit`. */
  readonly manager: string;
  /** The value, without secrets. */
  readonly value: unknown;
}
