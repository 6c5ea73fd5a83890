import { Construct, IConstruct } from 'constructs';
import { cdk8s } from '../../../imports/cdk8s';
import { FindingsError } from '../../findings/findings-error';
import { selectorLabels } from '../../kubernetes/labels';
import { NetworkEndpoint } from '../../network/endpoint';
import { Findings, quoted } from '../../findings/findings';
import { serviceNameProblem } from '../../kubernetes/names';
import { portProblem } from '../../network/port';

/**
 * Returns the endpoint that a BackendService of this id and port will have in a chart: for two services that call each other, of which
 * neither can be created after the other. For a service that adopts a selector, use the construct's `endpoint`.
 * @throws FindingsError if `chart` is not a construct, or if no BackendService can have this id or port
 */
export function backendEndpoint(chart: IConstruct, id: string, port: number): NetworkEndpoint {
  const path = 'backendEndpoint';
  if (!Construct.isConstruct(chart))
    throw new FindingsError([
      {
        path,
        at: 'chart',
        code: 'invalid-type',
        want: 'must be a chart or a construct in one',
        got: quoted(chart),
        write: 'write backendEndpoint(chart, "api", 8080)',
      },
    ]);
  const findings = new Findings();
  findings.add('id', serviceNameProblem(id));
  findings.add('port', portProblem(port));
  if (findings.issues.length > 0) throw new FindingsError(findings.issues.map((issue) => ({ path, ...issue })));
  return { namespace: cdk8s().Chart.of(chart).namespace, labels: selectorLabels(id), port };
}
