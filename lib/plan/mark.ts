import { Manifest } from '../manifests/manifest';
import { ManifestChange } from './manifest-change';

/** What a change does to the cluster, and where in the object. */
export interface Effect {
  /** The field, from the object's root; empty for the object as a whole. */
  readonly path: readonly string[];
  /** What happens, in a sentence: `the pods are replaced`. */
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
  /** Whether a person should look before it is applied: data, safety or service is at stake, or it cannot be applied at all. */
  readonly isDangerous: boolean;
  /** What the mark says of an object, in two or three words: `restarts pods`. */
  readonly label: string;
  /** The effects of one change among all objects. */
  find(change: ManifestChange, all: Surroundings): Iterable<Effect>;
}
