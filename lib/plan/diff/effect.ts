import { KubernetesManifest } from '../../manifests/manifest';
import { ManifestChange } from './manifest-change';

/** A place in a changed object where an effect occurs. */
export interface Occurrence {
  /** The field, from the object's root; empty for the object as a whole. */
  readonly path: readonly string[];
  /** A sentence about the cluster: `the pods are replaced`. */
  readonly message: string;
}

/** All objects before and after a change. */
export interface Surroundings {
  readonly before: readonly KubernetesManifest[];
  readonly after: readonly KubernetesManifest[];
}

/** An effect that changes can have on a cluster. */
export interface Effect {
  readonly id: string;
  /** True if a person should look before it is applied: data, safety or service is at stake, or it cannot be applied at all. */
  readonly isDangerous: boolean;
  /** The effect in two or three words: `restarts pods`. */
  readonly label: string;
  /** The places where one change among all objects has the effect; none if it does not have it. */
  find(change: ManifestChange, all: Surroundings): Iterable<Occurrence>;
}
