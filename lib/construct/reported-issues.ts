import { IConstruct } from 'constructs';
import { Issue, issueText } from '../findings/problem';

/** A source of issues that may still grow: a construct's are complete when the program is rendered. */
export interface IssueSource {
  readonly issues: readonly Issue[];
}

const reported = new WeakMap<IConstruct, IssueSource[]>();

/** Has a construct report issues. A program that is rendered without this library gets them as the construct's validation. */
export function reportIssues(construct: IConstruct, source: IssueSource): void {
  const sources = reported.get(construct) ?? [];
  reported.set(construct, [...sources, source]);
  construct.node.addValidation({ validate: () => source.issues.map(issueText) });
}

/** Returns the issues of a construct, and the texts that validations of other libraries return for it as issues without a place. */
export function issuesOf(construct: IConstruct): readonly Issue[] {
  const known = new Map(
    (reported.get(construct) ?? []).flatMap(({ issues }) => issues.map((issue) => [issueText(issue), issue])),
  );
  return construct.node.validate().map((text) => known.get(text) ?? { at: '', code: 'reported', want: text });
}
