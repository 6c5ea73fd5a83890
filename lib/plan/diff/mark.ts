import { Manifest } from '../../manifests/manifest';
import { ManifestChange } from './manifest-change';

/** An effect of a change on the cluster, and its place in the object. */
export interface Effect {
  /** The field, from the object's root; empty for the object as a whole. */
  readonly path: readonly string[];
  /** The effect in a sentence: `the pods are replaced`. */
  readonly message: string;
}

/** All objects before and after a change. */
export interface Surroundings {
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
}

/** One kind of effect of a change. */
export interface Mark {
  readonly id: string;
  /** True if a person should look before it is applied: data, safety or service is at stake, or it cannot be applied at all. */
  readonly isDangerous: boolean;
  /** The mark's words for an object, in two or three words: `restarts pods`. */
  readonly label: string;
  /** The effects of one change among all objects. */
  find(change: ManifestChange, all: Surroundings): Iterable<Effect>;
}
