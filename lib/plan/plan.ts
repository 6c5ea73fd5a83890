import { Manifest } from '../manifests/manifest';
import { FieldChange } from './diff/field-changes';
import { changedObject, ManifestChange, manifestChanges } from './diff/manifest-change';
import { Occurrence, Effect, Surroundings } from './diff/effect';
import { effects } from './effects';
import { keepingAnnotations, Removal, removal } from './removal/removal';

/** An occurrence of an effect. */
export interface PlannedEffect extends Occurrence {
  readonly effect: Effect;
}

/** An object that is added, changed or removed, and what that does to the cluster. */
export interface PlannedChange {
  readonly action: 'added' | 'changed' | 'removed';
  readonly object: Manifest;
  /** The differences of a changed object, without secret values. */
  readonly fields: readonly FieldChange[];
  /** The gravest first. */
  readonly effects: readonly PlannedEffect[];
  /** The way in which a removed object leaves the cluster. */
  readonly removal?: Removal;
}

/** The changes of one environment. */
export interface EnvironmentPlan {
  /** The two sides that are compared: `production: dist/production at HEAD → the program`. */
  readonly title: string;
  readonly changes: readonly PlannedChange[];
}

/** The attention that plans need. */
export type Verdict = 'none' | 'some' | 'dangerous';

/**
 * The changes if one set of objects takes another's place: additions and changes in the order of `after`, then removals. `others` are
 * other folders that may be of the same cluster, and that removals must not break.
 */
export function plannedChanges(
  before: readonly Manifest[],
  after: readonly Manifest[],
  others: readonly Surroundings[] = [],
): PlannedChange[] {
  return manifestChanges(before, after).map((change) => ({
    action: change.before === undefined ? 'added' : change.after === undefined ? 'removed' : 'changed',
    object: changedObject(change),
    fields: change.fields,
    effects: plannedEffects(change, { before, after }),
    ...(change.after === undefined ? { removal: removal(changedObject(change), after, others) } : {}),
  }));
}

/** Tells whether plans have no change, some, or one that a person should look at first. */
export function verdict(plans: readonly EnvironmentPlan[]): Verdict {
  const changes = plans.flatMap((plan) => plan.changes);
  if (changes.some(isDangerous)) return 'dangerous';
  return changes.length === 0 ? 'none' : 'some';
}

/** Returns the exit code of plans: 0 for no change, 1 for some, 2 for a dangerous one. */
export function planExitCode(plans: readonly EnvironmentPlan[]): 0 | 1 | 2 {
  return ({ none: 0, some: 1, dangerous: 2 } as const)[verdict(plans)];
}

/** Tells whether data, safety or service is at stake, or the change cannot be applied. */
export function isDangerous({ effects }: PlannedChange): boolean {
  return effects.some(({ effect }) => effect.isDangerous);
}

/** The effects of a change, each once. */
export function effectsOf({ effects }: PlannedChange): Effect[] {
  return [...new Set(effects.map(({ effect }) => effect))];
}

/** The effects that a field of a change has a part in. */
export function effectsOfField({ effects }: PlannedChange, { path }: FieldChange): Effect[] {
  const own = effects.filter(
    (effect) => effect.path.length > 0 && effect.path.every((part, index) => (path[index] ?? part) === part),
  );
  return [...new Set(own.map(({ effect }) => effect))];
}

function plannedEffects(change: ManifestChange, all: Surroundings): PlannedEffect[] {
  if (change.after === undefined && keepingAnnotations(changedObject(change)).length > 0) return [];
  return effects.flatMap((effect) => [...effect.find(change, all)].map((occurrence) => ({ ...occurrence, effect })));
}
