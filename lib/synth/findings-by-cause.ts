import type { ApiObject } from 'cdk8s';
import { CheckFinding } from '../checks/check-manifests';
import { chartOfNamespace, hasReportedNamespace } from '../construct/chart-namespace';
import { counted } from '../findings/counted';
import { Finding, findingText } from '../findings/finding';
import { groupedBy } from '../props/map';

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
  const finding = chart === undefined ? own : { ...own, path: chart.node.path || 'app', at: 'namespace' };
  const construct = found.rule?.perConstruct === true ? origin?.node.scope?.node.path : undefined;
  return [{ finding, cause: construct === undefined ? findingText(finding) : `${found.code} ${construct}` }];
}

function namespaceChart(
  { at, object }: CheckFinding,
  origin: ApiObject | undefined,
): ReturnType<typeof chartOfNamespace> {
  if (origin === undefined || at !== 'metadata.namespace') return undefined;
  return chartOfNamespace(origin, object.metadata.namespace);
}
