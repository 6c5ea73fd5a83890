import { Findings, quoted } from '../../findings/findings';
import { nearName } from '../../findings/near-name';
import { DecidedService } from '../network/service';
import { DecidedPorts, mainPort, Ports, portsOf } from '../workload/ports';
import { DecidedCompanions } from './companions';

type Props = DecidedCompanions & DecidedPorts & DecidedService;

/** Returns the number of the port that the Service's main port leads to: the application's, or that of a sidecar in front of it. */
export function entryPort(props: Props): number {
  return podPorts(props)[props.targetPort] ?? props.port;
}

/** Returns the numbers of the ports that the Service leads to, by the names of its ports. */
export function servedPorts(props: Props): Ports {
  return { ...portsOf(props), [mainPort]: entryPort(props) };
}

/** Reports a name that no container of the pods has. */
export function checkEntryPort(findings: Findings, { props }: { readonly props: Props }): void {
  const known = Object.keys(podPorts(props));
  const { targetPort } = props;
  if (known.includes(targetPort)) return;
  const near = nearName(targetPort, known);
  findings.add('targetPort', {
    code: 'unknown-reference',
    want: 'must be the name of a port of the application or of a sidecar',
    got: quoted(targetPort),
    write: `write ${near === undefined ? `one of ${known.map(quoted).join(', ')}` : quoted(near)}`,
  });
}

function podPorts(props: Props): Ports {
  return Object.assign({}, ...Object.values(props.sidecars).map(({ ports }) => ports), portsOf(props)) as Ports;
}
