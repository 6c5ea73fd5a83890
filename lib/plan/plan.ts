import { KubernetesManifest } from '../manifests/manifest';
import { Effect, Occurrence, Surroundings } from './diff/effect';
import { FieldChange, isOnOnePath } from './diff/field-changes';
import { ManifestChange, manifestChanges } from './diff/manifest-change';
import { Drift } from './diff/drift';
import { blocksDrains } from './effects/blocks-drains';
import { changesImmutableField } from './effects/changes-immutable-field';
import { changesSelector } from './effects/changes-selector';
import { deletesData } from './effects/deletes-data';
import { loosensSecurity } from './effects/loosens-security';
import { needsRestart } from './effects/needs-restart';
import { opensToInternet } from './effects/opens-to-internet';
import { isolatesPods } from './permissions/isolates-pods';
import { replacesVolumeClaim } from './effects/replaces-volume-claim';
import { restartsPods } from './effects/restarts-pods';
import { runsJob } from './effects/runs-job';
import { scalesDown } from './effects/scales-down';
import { sharesHost } from './internet/shares-host';
import { stillInUse } from './removal/still-in-use';
import { stopsPods } from './effects/stops-pods';
import { stopsServing } from './effects/stops-serving';
import { changesMongod } from './mongo/changes-mongod';
import { cutsOffClients } from './mongo/cuts-off-clients';
import { raisesDataFormat } from './mongo/raises-data-format';
import { refusesData } from './mongo/refuses-data';
import { stopsJavascript } from './mongo/stops-javascript';
import { changesDatabaseRelease } from './effects/changes-database-release';
import { leavesServiceEmpty } from './workloads/leaves-service-empty';
import { deletesApplied } from './removal/deletes-applied';
import { keepingAnnotations, Removal, removal } from './removal/removal';
import { Rename, renames } from './renames';
import { Totals, totals } from './totals';

/** Every effect, the gravest first. */
export const effects: readonly Effect[] = [
  deletesData,
  deletesApplied,
  stillInUse,
  replacesVolumeClaim,
  changesSelector,
  changesImmutableField,
  opensToInternet,
  loosensSecurity,
  isolatesPods,
  refusesData,
  raisesDataFormat,
  stopsJavascript,
  changesDatabaseRelease,
  stopsPods,
  leavesServiceEmpty,
  cutsOffClients,
  stopsServing,
  sharesHost,
  blocksDrains,
  runsJob,
  changesMongod,
  scalesDown,
  restartsPods,
  needsRestart,
];

/** An occurrence of an effect. */
export interface PlannedEffect extends Occurrence {
  readonly effect: Effect;
}

/** An object that is added, changed or removed, and what that does to the cluster. */
export interface PlannedChange extends ManifestChange {
  readonly action: 'added' | 'changed' | 'removed';
  /** The gravest first. */
  readonly effects: readonly PlannedEffect[];
  /** The way in which a removed object leaves the cluster. */
  readonly removal: Removal | undefined;
  /** The rename that this removal or addition is one half of. */
  readonly rename?: Rename;
}

/** The changes of one environment. */
export interface EnvironmentPlan {
  /** The two sides that are compared: `production: dist/production at HEAD → the program`. */
  readonly title: string;
  readonly changes: readonly PlannedChange[];
  /** The amounts that everything asks for, before and after. @default - not known */
  readonly totals?: { readonly before: Totals; readonly after: Totals };
  /** The fields that others have set in the cluster, and that stay. @default - none, or no cluster is compared */
  readonly drift?: readonly Drift[];
  /** The number of objects of which the cluster says nothing, or that may be in a file that cannot be read. @default - none */
  readonly notCompared?: number;
}

/** Returns the plan of an environment if one set of objects takes another's place; `others` are as for `plannedChanges`. */
export function environmentPlan(
  title: string,
  before: readonly KubernetesManifest[],
  after: readonly KubernetesManifest[],
  others: readonly Surroundings[] = [],
): EnvironmentPlan {
  const changes = plannedChanges(before, after, others);
  return { title, changes, totals: { before: totals(before), after: totals(after) } };
}

/**
 * The changes if one set of objects takes another's place: additions and changes in the order of `after`, then removals. `others` are
 * other folders that may be of the same cluster, and that removals must not break.
 */
export function plannedChanges(
  before: readonly KubernetesManifest[],
  after: readonly KubernetesManifest[],
  others: readonly Surroundings[] = [],
): PlannedChange[] {
  const changes = manifestChanges(before, after);
  const [gone, come] = [
    changes.filter((each) => each.after === undefined),
    changes.filter((each) => each.before === undefined),
  ];
  const renamed = new Map(
    renames(
      gone.map(({ object }) => object),
      come.map(({ object }) => object),
      after,
    ).flatMap((rename) => [[rename.from, rename] as const, [rename.to, rename] as const]),
  );
  return changes.map((change) => {
    const rename = renamed.get(change.object);
    return {
      ...change,
      action: change.before === undefined ? 'added' : change.after === undefined ? 'removed' : 'changed',
      effects: plannedEffects(change.after === undefined ? { ...change, successor: rename?.to } : change, {
        before,
        after,
      }),
      removal: change.after === undefined ? removal(change.object, after, others) : undefined,
      ...(rename === undefined ? {} : { rename }),
    };
  });
}

/** Tells whether plans have no change, some, or one that a person should look at first. */
export function verdict(plans: readonly EnvironmentPlan[]): 'none' | 'some' | 'dangerous' {
  const changes = plans.flatMap((plan) => plan.changes);
  if (changes.some(isDangerous)) return 'dangerous';
  return changes.length === 0 ? 'none' : 'some';
}

/** Returns the exit code of plans: 0 for no change, 1 for some, 2 for a dangerous one. */
export function planExitCode(plans: readonly EnvironmentPlan[]): 0 | 1 | 2 {
  return ({ none: 0, some: 1, dangerous: 2 } as const)[verdict(plans)];
}

/** Tells whether data, safety or service is at stake, or the change cannot be applied. */
export function isDangerous({ effects }: Pick<PlannedChange, 'effects'>): boolean {
  return effects.some(({ effect }) => effect.isDangerous);
}

/** The effects of a change, or those that one of its fields has a part in, each once. */
export function effectsOf({ effects }: Pick<PlannedChange, 'effects'>, field?: FieldChange): Effect[] {
  const own = effects.filter(({ path }) => field === undefined || (path.length > 0 && isOnOnePath(path, field.path)));
  return [...new Set(own.map(({ effect }) => effect))];
}

function plannedEffects(change: ManifestChange, all: Surroundings): PlannedEffect[] {
  if (change.after === undefined && keepingAnnotations(change.object).length > 0) return [];
  return effects.flatMap((effect) => [...effect.find(change, all)].map((occurrence) => ({ ...occurrence, effect })));
}
