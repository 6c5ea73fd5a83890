import { Manifest } from '../../lib/manifests/manifest';
import { marksOf, plannedChanges } from '../../lib/plan/plan';

/** The ids of the marks of one object's change. */
export function marksBetween(before: Manifest | undefined, after: Manifest | undefined): string[] {
  const [first, second] = [before, after].map((manifest) => (manifest === undefined ? [] : [manifest]));
  return plannedChanges(first ?? [], second ?? []).flatMap((change) => marksOf(change).map(({ id }) => id));
}

/** The messages of one mark's effects on one object's change. */
export function messages(mark: string, before: Manifest | undefined, after: Manifest | undefined): string[] {
  const [first, second] = [before, after].map((manifest) => (manifest === undefined ? [] : [manifest]));
  return plannedChanges(first ?? [], second ?? []).flatMap(({ effects }) =>
    effects.filter((effect) => effect.mark.id === mark).map(({ message }) => message),
  );
}
