/**
 * The name of a list that was probably meant by a mistyped one: the same but for case, signs, doubled letters and a plural `s`, at most
 * two edits away (one for a name of less than five letters), or the beginning of it. Undefined if none is near.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const same = known.find((other) => plain(other) === plain(name));
  if (same !== undefined) return same;
  const most = name.length < 5 ? 1 : 2;
  const near = known
    .map((other) => ({ other, distance: edits(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((one, two) => one.distance - two.distance);
  return near[0]?.other ?? known.find((other) => other.length >= 3 && name.startsWith(other));
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]|s$/g, '')
    .replace(/(.)\1+/g, '$1');
}

/** The letters to insert, delete, replace or swap with their neighbour to make one word of another (optimal string alignment). */
function edits(from: string, to: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const at = (list: readonly number[], index: number): number => list[index] ?? Infinity;
      const replaced = at(previous, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(replaced, at(previous, j) + 1, at(row, j - 1) + 1, isSwap ? at(older, j - 2) + 1 : Infinity);
    }
    older = previous;
    previous = row;
  }
  return previous[to.length] ?? Infinity;
}
