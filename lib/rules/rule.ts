import { FindingLevel } from '../findings/finding';
import { Problem } from '../findings/problem';
import { CustomDefinitions } from '../manifests/definitions/custom-definitions';
import { KubernetesManifest, Path, textMapField } from '../manifests/manifest';

/** A problem in an object. The report puts the object's name and the place before it, and the rule's id behind it. */
export interface RuleFault extends Omit<Problem, 'code'> {
  /** The path of the value. @default - the object as a whole */
  readonly path?: Path;
  /** The place inside of that value, from a check of the value alone. @default - the value as a whole */
  readonly at?: string;
  /** The object that has the problem. @default - the one that is checked */
  readonly object?: KubernetesManifest;
  /** The level of this finding. @default - that of the rule */
  readonly level?: FindingLevel;
}

/**
 * A check of the rendered objects of one environment. Its id says what it asks for: `require-…`, `unique-…`, `valid-…`, `no-…`.
 * An object opts out by the annotation `cdk8s-backend/ignore.<id>`, whose value is the reason.
 */
export interface Rule {
  readonly id: string;
  /** The state of the objects that the rule asks for, in a sentence. */
  readonly summary: string;
  /** The consequence of an object that breaks the rule, as half a sentence. */
  readonly why: string;
  /** The level of its findings. @default 'error' */
  readonly level?: FindingLevel;
  /** True if the constructs check the same of their props, so that a finding about what props with findings rendered is a repetition. */
  readonly rechecks?: true;
  /** True if the rule compares objects with each other, so that it needs all of them. */
  readonly acrossObjects?: true;
  /** True if the rule is about repeated objects; the other rules are given one of several equal ones. */
  readonly countsCopies?: true;
  /** True if several objects of a construct break the rule by one cause, such as its id: a program reports the first, and counts the others. */
  readonly perConstruct?: true;
  /** Returns the problems of an object, which is one of `objects`. Custom resources are judged by the definitions. */
  check(
    object: KubernetesManifest,
    objects: readonly KubernetesManifest[],
    definitions: CustomDefinitions,
  ): Iterable<RuleFault>;
}

/** The beginning of the annotations by which an object opts out of a rule; the rule's id follows. */
export const ignorePrefix = 'cdk8s-backend/ignore.';

/** True if an object opts out of a rule. */
export function ignores(object: KubernetesManifest, ruleId: string): boolean {
  return textMapField(object.metadata, 'annotations')[ignorePrefix + ruleId] !== undefined;
}

/** Returns the fault of a value with a problem, and none of one without. */
export function faultsAt(path: Path, problem: Omit<Problem, 'code'> | undefined): RuleFault[] {
  return problem === undefined ? [] : [{ path, ...problem }];
}
