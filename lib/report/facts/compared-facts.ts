import { KubernetesManifest } from '../../manifests/manifest';
import { groupedBy } from '../../props/map';
import { environmentFacts, Fact, factNames, wholeSubject } from './environment-facts';

/** A fact in each environment. */
export interface FactRow extends Pick<Fact, 'subject' | 'name'> {
  /** The values in the order of the environments; undefined in one that does not have the object, or not this fact. */
  readonly values: readonly (string | undefined)[];
  /** True if not all are equal. */
  readonly differs: boolean;
}

/** Returns the facts of environments beside each other, by subject and fact. */
export function comparedFacts(environments: readonly (readonly KubernetesManifest[])[]): FactRow[] {
  const found = environments.map((objects) => groupedBy(environmentFacts(objects), (fact) => [keyOf(fact)]));
  const first = new Map(found.flatMap((each) => [...each].map(([key, [fact]]) => [key, fact] as const)));
  const rows = [...first].map(([key, { subject, name }]) => {
    // In several namespaces there may be several objects of one name.
    const values = found.map((each) => each.get(key)?.map(({ value }) => value));
    const texts = values.map((each) => each && [...new Set(each)].sort().join('; '));
    return { subject, name, values: texts, differs: new Set(texts).size > 1 };
  });
  return rows.sort((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1));
}

function keyOf({ subject, name }: Pick<Fact, 'subject' | 'name'>): string {
  return JSON.stringify([subject, name]);
}

/** A text by which rows are sorted: the totals first, then by subject, then in the order of the facts. */
function rankOf({ subject, name }: FactRow): string {
  const place = String(factNames.indexOf(name)).padStart(2, '0');
  return `${subject === wholeSubject ? '0' : '1'}${subject}\0${place}`;
}
