import { without } from '../../props/map';

const mostLines = 20;
// The table that compares two texts has a cell for each pair of their lines. Longer texts are compared without the order of their lines.
const mostPairs = 1_000_000;

/**
 * Returns the lines of one text that another one does not have, `- a: 1`, and those that it has instead, `+ a: 2`, in their order. Of more than 20
 * the rest is counted.
 */
export function changedLines(before: string, after: string): string[] {
  const changed = differences(linesOf(before), linesOf(after));
  const rest = changed.length - mostLines;
  return rest > 1 ? [...changed.slice(0, mostLines), `… ${rest} more changed lines`] : changed;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function differences(before: readonly string[], after: readonly string[]): string[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [end, otherEnd] = [before.length, after.length];
  while (end > start && otherEnd > start && before[end - 1] === after[otherEnd - 1]) {
    end -= 1;
    otherEnd -= 1;
  }
  return middle(before.slice(start, end), after.slice(start, otherEnd));
}

/** The differences of texts without a common beginning or end: what is not in the longest list of lines that both have in this order. */
function middle(before: readonly string[], after: readonly string[]): string[] {
  if (before.length * after.length > mostPairs)
    return [...without(before, after).map(removed), ...without(after, before).map(added)];
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (one: number, other: number): number => common[one * width + other] ?? 0;
  for (let one = before.length - 1; one >= 0; one -= 1)
    for (let other = after.length - 1; other >= 0; other -= 1)
      common[one * width + other] =
        before[one] === after[other] ? at(one + 1, other + 1) + 1 : Math.max(at(one + 1, other), at(one, other + 1));
  const lines: string[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    if (one < before.length && other < after.length && before[one] === after[other]) {
      one += 1;
      other += 1;
    } else if (one < before.length && (other === after.length || at(one + 1, other) >= at(one, other + 1))) {
      lines.push(removed(before[one] ?? ''));
      one += 1;
    } else {
      lines.push(added(after[other] ?? ''));
      other += 1;
    }
  }
  return lines;
}

function removed(line: string): string {
  return `- ${line}`;
}

function added(line: string): string {
  return `+ ${line}`;
}
