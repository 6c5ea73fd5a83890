import { Construct } from 'constructs';
import { described } from '../findings/described';
import { FindingsError } from '../findings/findings-error';
import { Issue, issuesAt } from '../findings/problem';
import { isConstruct } from './placed';
import { reportIssues } from './reported-issues';

/**
 * Sets a value that a construct and everything below it reads, under a name of the context. It must come before all constructs, for
 * what is built before would not know it.
 * @param setter the function that the user called, for the messages
 * @param issues the issues of the value, which are reported for the construct
 * @throws FindingsError if there is something in the construct already, or if it is no construct (from JavaScript)
 */
export function setScopeSetting(
  scope: Construct,
  name: string,
  value: unknown,
  setter: string,
  issues: readonly Issue[] = [],
): void {
  if (!isConstruct(scope)) {
    const problem = { code: 'invalid-type', want: 'must be an App or a construct in one', got: described(scope) };
    throw new FindingsError([
      { path: 'program', at: `the scope of ${setter}`, ...problem, write: `write ${setter}(app, …)` },
    ]);
  }
  const { children, path } = scope.node;
  if (children.length > 0) {
    const problem = {
      code: 'conflict',
      want: 'must come before all constructs',
      got: `${children.length} of them`,
    } as const;
    throw new FindingsError([{ path: path || 'app', at: setter, ...problem, write: 'move it to the beginning' }]);
  }
  scope.node.setContext(name, value);
  if (issues.length > 0) reportIssues(scope, { issues: issuesAt(setter, issues) });
}
