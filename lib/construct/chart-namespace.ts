import type { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { cdk8s } from '../../imports/cdk8s';
import { Problem } from '../findings/problem';
import { dnsLabelProblem, labelFrom } from '../kubernetes/names';
import { reportIssues } from './reported-issues';

const standIn = 'reported';
const reported = new WeakSet<Chart>();

/**
 * Returns the namespace of a construct's chart; undefined if it has none. A name that no namespace can have is reported once, for the chart,
 * and the one that the finding advises stands in for it, so that no object and no reference is reported once more.
 */
export function chartNamespace(construct: IConstruct): string | undefined {
  const chart = cdk8s().Chart.of(construct);
  const { namespace } = chart;
  const problem = namespace === undefined ? undefined : dnsLabelProblem(namespace);
  if (problem === undefined) return namespace;
  report(chart, problem);
  return labelFrom(namespace) ?? standIn;
}

/** Returns the namespace of a construct's chart. A missing one is reported for the chart. */
export function requiredNamespace(construct: IConstruct): string {
  const namespace = chartNamespace(construct);
  if (namespace !== undefined) return namespace;
  const write = 'write super(scope, id, { namespace: "user-admin" }) in the chart';
  report(cdk8s().Chart.of(construct), { code: 'missing-prop', want: 'must be set', got: 'none', write });
  return standIn;
}

/** Returns the chart that gives an object its namespace, or leaves it without one; undefined for an object with another namespace. */
export function chartOfNamespace(object: IConstruct, namespace: unknown): Chart | undefined {
  const chart = cdk8s().Chart.of(object);
  return chart.namespace === namespace ? chart : undefined;
}

/** True for a chart whose namespace was reported. */
export function hasReportedNamespace(chart: Chart): boolean {
  return reported.has(chart);
}

function report(chart: Chart, problem: Problem): void {
  if (reported.has(chart)) return;
  reported.add(chart);
  reportIssues(chart, { issues: [{ at: 'namespace', ...problem }] });
}
