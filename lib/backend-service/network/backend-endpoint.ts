import { Construct, IConstruct } from 'constructs';
import { cdk8s } from '../../../imports/cdk8s';
import { selectorLabels } from '../../kubernetes/labels';
import { Endpoint } from '../../network/endpoint';
import { shown } from '../../findings/findings';
import { serviceNameProblem } from '../../kubernetes/names';
import { portProblem } from '../../network/port';

/**
 * Returns the endpoint that a BackendService of this id and port will have in a chart: for two services that call each other, of which
 * neither can be created after the other. Of a service that adopts a selector, take the construct's own `endpoint`.
 * @throws Error if the chart is not one, or if no BackendService can have this id or port
 */
export function backendEndpoint(chart: IConstruct, id: string, port: number): Endpoint {
  if (!Construct.isConstruct(chart))
    throw new Error(
      `[backendEndpoint] chart must be a chart or a construct in one, got ${shown(chart)}; write backendEndpoint(chart, "api", 8080)`,
    );
  const [wrong] = Object.entries({ id: serviceNameProblem(id), port: portProblem(port) }).flatMap(([name, problem]) =>
    problem === undefined ? [] : [`${name} ${problem}`],
  );
  if (wrong !== undefined) throw new Error(`[backendEndpoint] ${wrong}`);
  return { namespace: cdk8s().Chart.of(chart).namespace, labels: selectorLabels(id), port };
}
