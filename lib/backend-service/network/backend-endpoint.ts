import { IConstruct } from 'constructs';
import { chartNamespace } from '../../construct/chart-namespace';
import { isInChart } from '../../construct/placed';
import { described } from '../../findings/described';
import { FindingsError } from '../../findings/findings-error';
import { Issue } from '../../findings/problem';
import { selectorLabels } from '../../kubernetes/labels';
import { serviceNameProblem } from '../../kubernetes/names';
import { NetworkEndpoint } from '../../network/endpoint';
import { port as portNumber } from '../../network/port';
import { object } from '../../props/object';
import { string } from '../../props/scalar';

const service = object({ id: string({ check: serviceNameProblem }), port: portNumber });

/**
 * Returns the endpoint that a BackendService of this id and port will have in a chart: for two services that call each other, of which
 * neither can be created after the other. For a service that adopts a selector, use the construct's `endpoint`.
 * @throws FindingsError if `chart` is not a construct, or if no BackendService can have this id or port
 */
export function backendEndpoint(chart: IConstruct, id: string, port: number): NetworkEndpoint {
  const issues = isInChart(chart) ? service.parse({ id, port }).issues : [chartIssue(chart)];
  if (issues.length > 0) throw new FindingsError(issues.map((issue) => ({ path: 'backendEndpoint', ...issue })));
  return { namespace: chartNamespace(chart), labels: selectorLabels(id), port };
}

function chartIssue(chart: unknown): Issue {
  const want = 'must be a chart or a construct in one';
  const write = 'write backendEndpoint(chart, "api", 8080)';
  return { at: 'chart', code: 'invalid-type', want, got: described(chart), write };
}
