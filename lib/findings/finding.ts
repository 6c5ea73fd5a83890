import { Fault, issueText, problemCodes, Problem } from './problem';

/** The levels of findings, the most serious first, each with its meaning. */
export const findingLevels = {
  error: 'Something is wrong: the command fails.',
  warning: 'Something is likely to be wrong: it is printed, and fails the command with `--fail-on warning`.',
  note: 'Something could be better: it is printed with `--notes`, and fails the command with `--fail-on note`.',
} as const;

/** The level of a finding. */
export type FindingLevel = keyof typeof findingLevels;

/** The names of all levels, the most serious first. */
export const levelNames = Object.keys(findingLevels) as readonly FindingLevel[];

/** A problem with its place: one of the lines that a command prints. */
export interface Finding extends Omit<Problem, 'code'> {
  /** The path of a construct, an object, a file or a program: `user-admin/mongo`. */
  readonly path: string;
  /** The file that the object or the text is in. @default - a construct's finding has none */
  readonly file?: string;
  /** The line of the place in the file, from 1. @default - a construct's finding has none */
  readonly line?: number;
  /** The place inside of that: `egressTo[1].cidr`. @default - the whole */
  readonly at?: string;
  /** The level. @default 'error' */
  readonly level?: FindingLevel;
  /** A code of problems, or the id of the rule that reports it. */
  readonly code: string;
}

/** Returns the findings of a level, in their order. */
export function ofLevel<Leveled extends Pick<Finding, 'level'>>(
  wanted: FindingLevel,
  findings: readonly Leveled[],
): Leveled[] {
  return findings.filter(({ level = 'error' }) => level === wanted);
}

/**
 * Returns a finding as one line: `[user-admin/mongo] members must be odd, got 4; use 3 or 5`. The file comes before an object of it, and
 * a rule's id follows in parentheses.
 */
export function findingText(finding: Finding): string {
  return `${findingPlace(finding)} ${findingStatement(finding)}`;
}

/** Returns what a finding is about, in brackets: `[dist/api.yaml: Service shop/api]`. */
export function findingPlace({ path, file = path }: Finding): string {
  return `[${file === path ? path : `${file}: ${path}`}]`;
}

/** Returns a finding without what it is about: `spec.replicas must be an integer, got "2"; write 2 (valid-fields)`. */
export function findingStatement({ at = '', code, ...problem }: Finding): string {
  return `${issueText({ at, ...problem } satisfies Fault)}${isRuleId(code) ? ` (${code})` : ''}`;
}

/** Tells whether a finding's code is the id of a rule; else it is a code of problems. */
export function isRuleId(code: string): boolean {
  return !Object.hasOwn(problemCodes, code);
}
