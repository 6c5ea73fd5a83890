import { IConstruct } from 'constructs';
import { Issue, issueText } from '../findings/problem';

/** A source of issues that may still grow: a construct's are complete when the program is rendered. */
export interface IssueSource {
  readonly issues: readonly Issue[];
}

// The issues of each construct, by the texts that its validations return for them.
const reported = new WeakMap<IConstruct, Map<string, Issue>>();

/** Has a construct report issues. A program that is rendered without this library gets them as the construct's validation. */
export function reportIssues(construct: IConstruct, source: IssueSource): void {
  const known = reported.get(construct) ?? new Map<string, Issue>();
  reported.set(construct, known);
  construct.node.addValidation({
    validate: () =>
      source.issues.map((issue) => {
        const text = issueText(issue);
        known.set(text, issue);
        return text;
      }),
  });
}

/** Returns the issues of a construct, and the texts that validations of other libraries return for it as issues without a place. */
export function issuesOf(construct: IConstruct): readonly Issue[] {
  const known = reported.get(construct);
  return construct.node.validate().map((text) => known?.get(text) ?? { at: '', code: 'reported', want: text });
}
