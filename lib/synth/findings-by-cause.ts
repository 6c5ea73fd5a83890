import type { ApiObject } from 'cdk8s';
import { CheckFinding } from '../checks/check-manifests';
import { chartOfNamespace, hasReportedNamespace } from '../construct/chart-namespace';
import { counted } from '../findings/counted';
import { Finding, findingText } from '../findings/finding';
import { groupedBy } from '../props/map';
import { requireNamespace } from '../rules/objects/require-namespace';

/** A rule's finding, and the construct of its object; undefined for an object of no construct. */
export interface OriginFinding {
  readonly found: CheckFinding;
  readonly origin?: ApiObject;
  /** The finding as the report has it, with the path of the construct. */
  readonly finding: Finding;
}

/**
 * Returns the findings of rules, each cause once. A chart's namespace is reported for the chart instead of for each of its objects, and what
 * the objects of one construct have in common is reported for the first of them.
 */
export function findingsByCause(all: readonly OriginFinding[]): readonly Finding[] {
  const groups = groupedBy(all.flatMap(chartFinding), ({ cause }) => [cause]);
  return [...groups.values()].map(([{ finding }, ...others]) => {
    const more = others.filter((other) => findingText(other.finding) !== findingText(finding)).length;
    if (more === 0) return finding;
    const alike = `${more === 1 ? 'does' : 'do'} ${counted(more, 'more object')}`;
    return { ...finding, want: `${finding.want}, as ${alike} of its construct` };
  });
}

interface Caused {
  readonly finding: Finding;
  /** A text that findings of one cause share. */
  readonly cause: string;
}

function chartFinding({ found, origin, finding: own }: OriginFinding): Caused[] {
  const chart = namespaceChart(found, origin);
  if (chart !== undefined && hasReportedNamespace(chart)) return [];
  const finding = chart === undefined ? own : ofChart(own, chart.node.path);
  const construct = found.rule?.perConstruct === true ? origin?.node.scope?.node.path : undefined;
  return [{ finding, cause: construct === undefined ? findingText(finding) : `${found.code} ${construct}` }];
}

/** Returns the finding of a namespace as one of the chart that gives it. */
function ofChart(finding: Finding, path: string): Finding {
  const isMissing = finding.code === requireNamespace.id;
  const advice = 'give the chart one: super(scope, id, { namespace: "user-admin" }), or check with --namespace';
  const write = isMissing ? advice : finding.write;
  return { ...finding, path: path || 'app', at: 'namespace', write };
}

function namespaceChart(
  { at, object }: CheckFinding,
  origin: ApiObject | undefined,
): ReturnType<typeof chartOfNamespace> {
  if (origin === undefined || at !== 'metadata.namespace') return undefined;
  return chartOfNamespace(origin, object.metadata.namespace);
}
