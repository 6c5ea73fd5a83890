import { Finding, findingText } from '../lib/findings/finding';
import { Schema } from '../lib/props/schema';
import { Fault, Issue, issueText, Problem, problemText } from '../lib/findings/problem';

/** A problem as it is printed, with its place if it has one; undefined for none. */
export function textOf(problem: (Omit<Fault, 'at'> & { readonly at?: string }) | undefined): string | undefined {
  return problem === undefined ? undefined : issueText({ at: '', ...problem });
}

/** Findings as they are printed. */
export function textsOf(findings: readonly Finding[]): string[] {
  return findings.map(findingText);
}

/** An issue with its problem as it is printed. */
export function readable(issue: Issue | undefined): { readonly at: string; readonly problem: string } | undefined {
  return issue === undefined ? undefined : { at: issue.at, problem: problemText(issue) };
}

/** Problems of a source with their places, as they are printed. */
export function pairsOf(problems: readonly (readonly [at: string, problem: Problem])[]): (readonly [string, string])[] {
  return problems.map(([at, problem]) => [at, problemText(problem)]);
}

/** The issues of a value by its schema, as they are printed. */
export function issuesOf(schema: Schema, value: unknown): string[] {
  return schema.parse(value).issues.map(issueText);
}
