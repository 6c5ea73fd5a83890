import { Findings } from '../findings/findings';
import { isPlainObject } from '../findings/described';
import { DecidedProps, Entries, GivenProps, ObjectSchema, parsedEntries, unknownNames, withoutMeant } from './object';
import { Issue, Problem, quoted } from '../findings/problem';
import { Decided, mistyped, PropsOf } from './schema';

/** The words in which a construct's findings speak of its props. */
export interface PropsWords {
  /** The construct with its article, such as `a BackendService`. */
  readonly of: string;
  /** The props that it requires, as an object. */
  readonly example: string;
  /** The props that other tools call by other names: `{ replicas: 'members' }`. @default - none */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** The advice for an unknown prop that resembles no other. @default 'leave it out' */
  readonly otherwise?: string;
  /** Props that another construct has, and the advice for them. @default - none */
  readonly elsewhere?: { readonly props: readonly string[]; readonly write: string };
}

/**
 * Returns the props of a construct with their defaults, and reports every issue. A prop that is unknown or of the wrong type is left
 * out, so that the construct never reads a type that it does not expect, even from JavaScript; a required one can therefore be missing.
 */
export function parseProps<E extends Entries>(
  findings: Findings,
  { entries }: ObjectSchema<E>,
  given: GivenProps<E>,
  words: PropsWords,
): Partial<DecidedProps<E>> {
  if (!isPlainObject(given)) {
    for (const issue of mistyped('an object', given, words.example).issues) findings.add('props', issue);
    return {};
  }
  const unknown = unknownNames(entries, given);
  for (const [name, near] of unknown) findings.add(name, unknownProp(name, near, words));
  const { value, issues } = parsedEntries(entries, given);
  for (const issue of withoutMeant(issues, unknown)) findings.add('', movedOut(issue, entries, words));
  return value as Partial<DecidedProps<E>>;
}

/** Returns the issue of an unknown prop inside of another with the advice to move it out, if the construct has a prop of its name. */
function movedOut(issue: Issue, entries: Entries, { of }: PropsWords): Issue {
  const [, outer, name] = /^(\w+)\.(\w+)$/.exec(issue.at) ?? [];
  if (issue.code !== 'unknown-prop' || outer === undefined || name === undefined || !Object.hasOwn(entries, name))
    return issue;
  const write = `${issue.write === undefined ? '' : `${issue.write}, or `}move it out of ${outer}, to ${name} of ${of}`;
  return { ...issue, write };
}

/** The props that may be left out, with their defaults. */
export type Defaults<E extends Entries> = {
  readonly [Name in keyof E as undefined extends PropsOf<E[Name]> ? Name : never]: Decided<E[Name]>;
};

/** Returns the defaults of a table, for the props of a construct that were reported and left out. */
export function defaultsOf<E extends Entries>({ entries }: ObjectSchema<E>): Defaults<E> {
  return parsedEntries(entries, {}).value as Defaults<E>;
}

/** Returns the problem of a prop that a construct does not have. */
function unknownProp(
  name: string,
  near: string | undefined,
  { of, synonyms = {}, otherwise = 'leave it out', elsewhere }: PropsWords,
): Problem {
  const want = `is no prop of ${of}`;
  if (elsewhere?.props.includes(name) === true) return { code: 'unknown-prop', want, write: elsewhere.write };
  const meant = Object.hasOwn(synonyms, name) ? synonyms[name] : near;
  return {
    code: 'unknown-prop',
    want,
    write: meant === undefined ? otherwise : `write ${quoted(meant)}`,
  };
}
