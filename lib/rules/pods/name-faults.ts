import { Problem, quoted } from '../../findings/problem';
import { Placed, placed } from '../../manifests/manifest';
import { faultsAt, RuleFault } from '../rule';

/** Finds invalid and repeated names of a list's items. An item without a name is for valid-fields to report. */
export function* nameFaults(
  items: readonly Placed[],
  nameProblem: (name: string) => Problem | undefined,
): Generator<RuleFault> {
  const names = new Set<string>();
  for (const item of items) {
    const { path, value } = placed(item, 'name');
    if (typeof value !== 'string') continue;
    yield* faultsAt(path, nameProblem(value));
    if (names.has(value))
      yield { path, want: 'must be unique in the list', got: `${quoted(value)} twice`, write: 'write another' };
    names.add(value);
  }
}
