import { Fault } from '../findings/problem';
import { Manifest } from '../manifests/manifest';

/** A fault of one object. The report puts the object's name before its place, and the rule's id behind it. */
export interface RuleFinding extends Fault {
  readonly object: Manifest;
}

/**
 * A check across the rendered objects of one environment. Its id says what it asks for: `require-…`, `unique-…`, `valid-…`, `no-…`.
 * An object opts out by the annotation `cdk8s-backend/ignore.<id>`, whose value is the reason.
 */
export interface Rule {
  readonly id: string;
  /** The state of the objects that the rule asks for, in a sentence. */
  readonly summary: string;
  /** The consequence of an object that breaks the rule, as half a sentence. */
  readonly why: string;
  /** True if the constructs check the same of their props, so that a finding about what props with findings rendered is a repetition. */
  readonly rechecks?: true;
  /** True if the rule compares objects with each other, so that it needs all of them. */
  readonly acrossObjects?: true;
  check(manifests: readonly Manifest[]): Iterable<RuleFinding>;
}
