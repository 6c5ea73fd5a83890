import { objectName } from '../../manifests/manifest';
import { amount, quantity } from '../../kubernetes/quantity';
import { RuleFault } from '../rule';
import { Share } from './shares';

interface Words {
  /** All that the quota counts. */
  readonly counted: string;
  /** The advice beside a larger quota. */
  readonly fewer: string;
}

const wordsByResource: readonly (readonly [resource: RegExp, words: Words])[] = [
  [/(?:^|\/)requests\.storage$/, { counted: 'the claims of the namespace', fewer: 'fewer or smaller claims' }],
  [/(?:^|\/)persistentvolumeclaims$/, { counted: 'the claims of the namespace', fewer: 'fewer claims' }],
  [/^pods$/, { counted: 'the pods of the namespace', fewer: 'fewer pods' }],
  [/^count\/pods$/, { counted: 'the pods of the namespace, with those that have finished', fewer: 'fewer pods' }],
  [/^(?:requests|limits)\./, { counted: 'the pods of the namespace', fewer: 'fewer or smaller pods' }],
];
const otherWords: Words = { counted: 'the objects of the namespace', fewer: 'fewer of them' };

/**
 * Returns the fault of an amount that is too small, for the worst that it does: pods that are missing, runs or rollouts that never start, or, as a note,
 * pods that an autoscaler never gets.
 */
export function roomFault(resource: string, most: string, all: readonly Share[]): Omit<RuleFault, 'path'> | undefined {
  const hard = amount(most);
  const lasting = all.filter((one) => one.isRun !== true && amountOf(resource, one) > 0);
  const used = lasting.reduce((sum, one) => sum + amountOf(resource, one), 0);
  const show = (value: number): string => shown(resource, value);
  const { counted, fewer } = wordsByResource.find(([pattern]) => pattern.test(resource))?.[1] ?? otherWords;
  const fault = (needed: number, want: string, parts: string): Omit<RuleFault, 'path'> => ({
    want: `must have room for ${want}`,
    got: `${show(needed)} of ${most}: ${parts}`,
    write: `write ${show(needed)} or more, or ${fewer}`,
  });
  const beside = (more: number, want: string): Omit<RuleFault, 'path'> =>
    fault(used + more, want, `${show(used)} and ${show(more)}`);

  if (exceeds(used, hard)) return fault(used, counted, largestShares(resource, lasting));
  for (const one of all.filter(({ isRun }) => isRun))
    if (exceeds(used + amountOf(resource, one), hard))
      return beside(amountOf(resource, one), `a run of ${objectName(one.object)} beside the pods that last`);
  for (const { object, surge, each } of all) {
    const more = each[resource] ?? 0;
    if (surge !== undefined && exceeds(used + more, hard))
      return beside(more, `one more pod of ${objectName(object)}, whose rollouts wait for it with ${surge}`);
  }
  for (const { object, count, each, most: limit } of all) {
    if (limit === undefined) continue;
    const more = (limit.count - count) * (each[resource] ?? 0);
    const want = `${limit.count} pods of ${objectName(object)}, the most of ${objectName(limit.scaler)}`;
    if (exceeds(used + more, hard)) return { ...beside(more, want), level: 'note' };
  }
  return undefined;
}

function amountOf(resource: string, { all }: Share): number {
  return all[resource] ?? 0;
}

function largestShares(resource: string, shares: readonly Share[]): string {
  const largest = [...shares].sort((one, other) => amountOf(resource, other) - amountOf(resource, one));
  const texts = largest.slice(0, 4).map((one) => {
    const { object, count, each } = one;
    const single = shown(resource, each[resource] ?? 0);
    const isAmount = /\b(?:requests|limits)\./.test(resource);
    const all = isAmount && count > 1 ? `${count} × ${single}` : shown(resource, amountOf(resource, one));
    return `${object.kind} ${object.metadata.name} ${all}`;
  });
  return [...texts, ...(largest.length > 4 ? [`${largest.length - 4} more`] : [])].join(', ');
}

/** Compares amounts that are sums of fractions of cores. */
function exceeds(used: number, hard: number): boolean {
  return used > hard * (1 + 1e-9);
}

/** Returns an amount as it is written: cores in thousandths, memory and storage in mebibytes and huge pages in kibibytes, rounded up. */
function shown(resource: string, value: number): string {
  if (/\bcpu$/.test(resource)) return quantity(`${Math.ceil(Math.round(value * 1e6) / 1e3)}m`);
  if (/\bhugepages-[^.]+$/.test(resource)) return quantity(`${Math.ceil(value / 1024)}Ki`);
  return /\b(?:memory|storage)$/.test(resource) ? quantity(`${Math.ceil(value / 1024 ** 2)}Mi`) : String(value);
}
