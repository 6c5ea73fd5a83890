import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { selectorLabels } from '../values/labels';
import { Endpoint } from '../values/endpoint';

/**
 * The endpoint that a BackendService of this id and port has in a chart, before it is made: for two services that call each other,
 * of which neither can be made after the other. Of one that adopts a selector, take the construct's own `endpoint`.
 */
export function backendEndpoint(chart: IConstruct, id: string, port: number): Endpoint {
  return { namespace: Chart.of(chart).namespace, labels: selectorLabels(id), port };
}
