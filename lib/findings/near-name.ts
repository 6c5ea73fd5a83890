import { Problem, quoted } from './problem';

/**
 * Finds the known name that a mistyped one resembles most: the same but for case, signs, doubled letters or a plural; else one that is
 * one change of letters away, or two in a long name; else the only one that begins with it. Names that differ in digits alone do not
 * resemble each other.
 */
export function nearName(name: string, known: readonly string[]): string | undefined {
  const others = known.filter((other) => other.replace(/\d+/g, '') !== name.replace(/\d+/g, '') || /^\d*$/.test(name));
  return others.find((other) => plain(other) === plain(name)) ?? closest(name, others) ?? extended(name, others);
}

/**
 * Returns the value that is meant by another word: one that it resembles, its capital letters, or the only one that it begins with, such as
 * `Forbid` of `Forbidden`; undefined if none is.
 */
export function nearChoice(word: string, values: readonly string[]): string | undefined {
  const [plainWord, short] = [word.toLowerCase(), word.toUpperCase()];
  const starts = values.filter((value) => plainWord.startsWith(value.toLowerCase()));
  const begun = values.filter((value) => word.length > 2 && value.toLowerCase().startsWith(plainWord));
  return (
    nearName(word, values) ??
    values.find((value) => value.replace(/[^A-Z]/g, '') === short) ??
    (starts.length === 1 ? starts[0] : undefined) ??
    begun.find((value, _, all) => all.every((other) => other.startsWith(value)))
  );
}

/** Returns the problem of an unknown name; undefined if it is known. */
export function referenceProblem(name: string, known: readonly string[], want: string): Problem | undefined {
  if (known.includes(name)) return undefined;
  const problem = { code: 'unknown-reference', want, got: quoted(name) } as const;
  if (known.length === 0) return { ...problem, write: 'add it, for there is none, or leave this out' };
  const near = nearName(name, known);
  return { ...problem, write: `write ${near === undefined ? `one of ${known.map(quoted).join(', ')}` : quoted(near)}` };
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]|e?s$/g, '')
    .replace(/(\D)\1+/g, '$1');
}

function closest(name: string, known: readonly string[]): string | undefined {
  let least = name.length < 4 ? 1 : name.length < 8 ? 2 : 3;
  let found: string | undefined;
  for (const other of known) {
    if (Math.abs(other.length - name.length) >= least) continue;
    const changes = editDistance(name.toLowerCase(), other.toLowerCase());
    if (changes < least) [least, found] = [changes, other];
  }
  return found;
}

function extended(name: string, known: readonly string[]): string | undefined {
  if (name.length < 4) return undefined;
  const [only, ...more] = known.filter((other) => other.startsWith(name));
  return more.length === 0 ? only : undefined;
}

/** The letters to add, remove, replace or exchange with their neighbour. */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let changes = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        changes = Math.min(changes, at(beforeLast, column - 2) + 1);
      current.push(changes);
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
