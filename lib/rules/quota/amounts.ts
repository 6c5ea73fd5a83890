import { amount, quantity } from '../../kubernetes/quantity';

/** Amounts by the words of a ResourceQuota: `requests.cpu` in cores, `limits.memory` in bytes, `pods`, `persistentvolumeclaims`. */
export type Amounts = Readonly<Record<string, number>>;

/** Returns the sums of amounts. */
export function sum(all: readonly Amounts[]): Amounts {
  const total: Record<string, number> = {};
  for (const [resource, each] of all.flatMap(Object.entries<number>)) total[resource] = (total[resource] ?? 0) + each;
  return total;
}

/** Returns the larger of two amounts of each resource. */
export function larger(one: Amounts, other: Amounts): Amounts {
  const resources = Object.keys({ ...one, ...other });
  return Object.fromEntries(resources.map((each) => [each, Math.max(one[each] ?? 0, other[each] ?? 0)]));
}

/** Returns the amounts of requests or limits; a string that is no quantity has none. */
export function prefixed(kind: 'requests' | 'limits', quantities: Readonly<Record<string, unknown>>): Amounts {
  return Object.fromEntries(
    Object.entries(quantities)
      .map(([resource, quantity]) => [`${kind}.${resource}`, amount(String(quantity))] as const)
      .filter(([, each]) => !Number.isNaN(each)),
  );
}

/** Returns the quantity of an amount, without rounding: `64Mi`, `250m`. */
export function exactQuantity(value: number): string {
  if (Number.isInteger(value / 1024)) return quantity(`${value / 1024}Ki`);
  return quantity(`${Math.round(value * 1e6) / 1e3}m`);
}
