/** The codes of problems, each with the sentence that explains it. A code never changes its meaning. */
export const problemCodes = {
  'missing-prop': 'A required prop has no value.',
  'unknown-prop': 'The object has no prop of this name.',
  'invalid-type': 'The value has another type than the prop.',
  'invalid-value': 'The value has the right type, and Kubernetes or MongoDB does not accept it.',
  'invalid-format': 'The string does not have the form that the prop needs.',
  'out-of-range': 'The number or the list is too small or too large.',
  'not-unique': 'Two values must differ and are the same.',
  'unknown-reference': 'The value names something that does not exist.',
  conflict: 'Two props contradict each other.',
  unsupported: 'The value is valid elsewhere and cannot be used here.',
  'not-rendered': 'The object cannot be rendered from what it was given.',
  thrown: 'The program or a construct threw an error.',
  reported: 'A construct of another library reports it.',
  'out-of-date': 'The file is not what the program renders, or what the registries have.',
  'cannot-read': 'A file, a folder or a commit cannot be read.',
  'cannot-write': 'A file or a folder cannot be written.',
  unavailable: 'A program or a server that is needed does not answer, or refuses.',
} as const;

/** The code of a problem. */
export type ProblemCode = keyof typeof problemCodes;

/** A problem of one value: `must be an integer from 0`, `-1`, `write 0`. No code reads its texts. */
export interface Problem {
  readonly code: ProblemCode;
  /** The predicate of a sentence about the value, such as `must be an integer from 0`. */
  readonly want: string;
  /** The value as its author wrote it. An object is shown by its kind alone. @default - the value is not shown */
  readonly got?: string | number;
  /** The advice, an imperative such as `write 0` or `leave it out`. @default - no advice */
  readonly write?: string;
}

/** A problem and the place where it is. */
export interface Issue extends Problem {
  /** The place: `egressTo[1].cidr`, `mounts["/tmp"].claim.size`. Empty for the value as a whole. */
  readonly at: string;
}

/** Returns the issues with their place inside of an outer one, which is a prop's name, `[0]` or `["key"]`. */
export function issuesAt(outer: string, issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, at: placeIn(outer, issue.at) }));
}

/** Returns the place of an inner value: `claim` and `size` make `claim.size`; `mounts` and `["/tmp"]`, `mounts["/tmp"]`. */
export function placeIn(outer: string, inner: string): string {
  return outer === '' || inner === '' || inner.startsWith('[') ? `${outer}${inner}` : `${outer}.${inner}`;
}

/** A place and its problem, without a code: a rule reports it, whose id is the code. */
export type Fault = Omit<Issue, 'code'>;

/** Returns a problem as one text: `must be an integer from 0, got -1; write 0`. */
export function problemText({ want, got, write }: Omit<Problem, 'code'>): string {
  return `${want}${got === undefined ? '' : `, got ${got}`}${write === undefined ? '' : `; ${write}`}`;
}

/** Returns an issue as one text, with its place before the problem. */
export function issueText(issue: Fault): string {
  return issue.at === '' ? problemText(issue) : `${issue.at} ${problemText(issue)}`;
}

/** Returns a value as its author wrote it, for a message: strings in quotes, everything else as JSON. */
export function quoted(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint' || value === undefined) return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  try {
    return JSON.stringify(value);
  } catch {
    // Constructs hold each other, and BigInts are no JSON.
    return 'an object';
  }
}
