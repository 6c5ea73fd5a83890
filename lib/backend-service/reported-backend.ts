import { Construct } from 'constructs';
import { chartNamespace } from '../construct/chart-namespace';
import { checkObjectNamespaces } from '../construct/named-object';
import { reportIssues } from '../construct/reported-issues';
import { Findings } from '../findings/findings';
import { Problem } from '../findings/problem';
import { DecidedProps as Parsed, Entries, GivenProps, ObjectSchema } from '../props/object';
import { parseProps, PropsWords } from '../props/props';
import { Backend, backendOf } from './model/backend';
import { checkJobPods } from './model/job-backend';
import { withJobFilesRoot } from './model/jobs';
import { DecidedProps } from './model/props';

/** The construct that a backend is of: its table of props, the checks across them, and the words of its findings. */
export interface BackendKind<E extends Entries> {
  readonly table: ObjectSchema<E>;
  readonly checks: readonly ((findings: Findings, backend: Backend) => void)[];
  readonly words: PropsWords;
  /** Stands in for props that were reported and left out, so that nothing else is reported for the lack of them. */
  readonly defaults: Parsed<E>;
  /** Returns the problem of the construct's id, which its objects are named after. */
  readonly idProblem: (id: string) => Problem | undefined;
  /** Returns the props as the model has them, with those that the kind does not have. */
  readonly complete: (props: Parsed<E>) => DecidedProps;
  /** Returns the props together with the defaults of the construct's scopes. */
  readonly inherited: (construct: Construct, given: GivenProps<E>) => GivenProps<E>;
}

/** Returns a construct's backend with every default decided. What is wrong with its props is reported by the construct. */
export function reportedBackend<E extends Entries>(
  construct: Construct,
  id: string,
  given: GivenProps<E>,
  { table, checks, words, defaults, idProblem, complete, inherited }: BackendKind<E>,
): Backend {
  const findings = new Findings();
  reportIssues(construct, findings);
  const rooted = withJobFilesRoot(construct, inherited(construct, given));
  const parsed = { ...defaults, ...parseProps(findings, table, rooted, words) };
  const model = backendOf(id, chartNamespace(construct), complete(parsed));
  findings.add('id', idProblem(id));
  for (const check of checks) check(findings, model);
  checkJobPods(findings, model);
  checkObjectNamespaces(findings, given, model.namespace);
  return model;
}
