import { imageParts, isDigestChange, shortDigest, undigested } from '../../kubernetes/image';
import { FieldChange } from '../diff/field-changes';
import { without } from '../../props/map';
import { changedLines } from './changed-lines';

const mostCharacters = 120;
const shownBefore = 20;

/**
 * The diff of a field in a line: `2 → 3`, `added "info"`, `removed`; of texts of several lines, how many and where they part; of an image
 * that has another digest, the digests.
 */
export function diffLine({ before, after }: FieldChange): string {
  const digest = digestDiff(before, after);
  if (digest !== undefined) return digest;
  if (before === undefined) return `added ${valueText(after)}`;
  if (after === undefined) return `removed ${valueText(before)}`;
  if (isScalarList(before) && isScalarList(after) && JSON.stringify([before, after]).length > mostCharacters)
    return itemsDiff(before, after);
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n'))
    return `${valueText(before)} → ${valueText(after)}${before === after ? '' : `, from line ${firstDifference(before, after)} on`}`;
  const [was, is] =
    typeof before === 'string' && typeof after === 'string' ? partingTexts(before, after) : [before, after];
  return `${valueText(was)} → ${valueText(is)}`;
}

/**
 * The changed lines of a text of several lines, or of such items of a list, each cut if it is long; none for any other value, and for one that
 * comes or goes.
 */
export function diffLines({ before, after }: FieldChange): string[] {
  if (isScalarList(before) && isScalarList(after))
    return itemPairs(before, after).flatMap(([was, is]) => diffLines({ path: [], before: was, after: is }));
  if (typeof before !== 'string' || typeof after !== 'string' || !`${before}${after}`.includes('\n')) return [];
  return changedLines(before, after).map(cut);
}

/** Of long lists the items that differ: `"--log=info" → "--log=debug"`, `added "-v"`. */
function itemsDiff(before: readonly unknown[], after: readonly unknown[]): string {
  const pairs = itemPairs(before, after);
  if (pairs.length === 0) return 'the same items in another order';
  return pairs.map(([was, is]) => diffLine({ path: [], before: was, after: is })).join('; ');
}

/** The items that only one of two lists has, the first beside the first. */
function itemPairs(
  before: readonly unknown[],
  after: readonly unknown[],
): (readonly [before: unknown, after: unknown])[] {
  const [gone, come] = [without(before, after), without(after, before)];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => [gone[index], come[index]]);
}

/** Two long texts from a little before the place where they part, which is beyond what is shown of them otherwise. */
function partingTexts(before: string, after: string): readonly [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const start = same - shownBefore;
  if (before === after || same < mostCharacters - 2 * shownBefore) return [before, after];
  return [`…${before.slice(start)}`, `…${after.slice(start)}`];
}

/** Of one image with another digest: `"api:1.2.3" with the digest sha256:0123456789ab → sha256:ba9876543210`. */
function digestDiff(before: unknown, after: unknown): string | undefined {
  if (typeof before !== 'string' || typeof after !== 'string' || !isDigestChange(before, after)) return undefined;
  const [was, is] = [before, after].map((image) => imageParts(image).digest);
  const image = JSON.stringify(undigested(after));
  if (was === undefined) return `${image}, added its digest ${shortDigest(is ?? '')}`;
  if (is === undefined) return `${image}, removed its digest ${shortDigest(was)}`;
  return `${image}, ${shortDigests(was, is).join(' → ')}`;
}

/** Digests with the digits that tell them apart. */
function shortDigests(...digests: readonly string[]): readonly string[] {
  const short = digests.map(shortDigest);
  return new Set(short).size < digests.length ? digests : short;
}

function isScalarList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

function valueText(value: unknown): string {
  if (typeof value === 'string' && value.trimEnd().includes('\n')) return `${value.trimEnd().split('\n').length} lines`;
  const text = value === '(hidden)' ? value : shortDigest(JSON.stringify(value));
  return cut(text);
}

function cut(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}

function firstDifference(before: string, after: string): number {
  const lines = after.split('\n');
  return before.split('\n').findIndex((line, index) => line !== lines[index]) + 1 || before.split('\n').length + 1;
}
