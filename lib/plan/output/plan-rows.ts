import { imageVersion } from '../../kubernetes/image';
import { FieldChange } from '../diff/field-changes';
import { PlannedChange } from '../plan';
import { Rename } from '../renames';

/** A row of a plan for people: a change, or a removal and an addition that are a rename. */
export interface PlanRow extends Omit<PlannedChange, 'action'> {
  readonly action: PlannedChange['action'] | 'renamed';
  /** The rename; undefined for any other change. */
  readonly rename?: Rename;
}

/** Returns the rows of changes: a rename is one, and the label of a version does not repeat the image. */
export function planRows(changes: readonly PlannedChange[]): PlanRow[] {
  const halves = changes.filter(({ rename }) => rename !== undefined);
  return changes.flatMap((change): PlanRow[] => {
    const { rename } = change;
    const half = halves.find((other) => other.rename === rename && other.action !== change.action);
    if (rename === undefined || half === undefined) return [{ ...change, fields: withoutVersions(change.fields) }];
    if (change.action === 'removed') return [];
    const effects = [...half.effects, ...change.effects];
    return [{ ...change, action: 'renamed', effects, removal: half.removal, fields: withoutVersions(rename.fields) }];
  });
}

/** The rename in words: `renamed api → orders`. */
export function renameText({ from, to }: Rename): string {
  return `renamed ${from.metadata.name} → ${to.metadata.name}`;
}

const versionLabel = 'app.kubernetes.io/version';

/** The fields but for the labels that change from the version of an image to that of its successor. */
function withoutVersions(fields: readonly FieldChange[]): FieldChange[] {
  const images = fields.filter(({ path }) => path.at(-1) === 'image');
  const repeats = ({ before, after }: FieldChange): boolean =>
    images.some((image) => imageVersion(image.before) === before && imageVersion(image.after) === after);
  return fields.filter((each) => each.path.at(-1) !== versionLabel || !repeats(each));
}
