import { Findings, shown } from '../../findings/findings';
import { nearName } from '../../findings/near-name';
import { CompanionsProps } from './companions';
import { mainPort, PortsProps, portsOf } from '../workload/ports';
import { ServiceProps } from '../network/service';

type Props = CompanionsProps & PortsProps & ServiceProps;

/** The number of the port that the Service's main port leads to: the application's, or that of a sidecar in front of it. */
export function entryPort(props: Props): number {
  return podPorts(props)[props.targetPort ?? mainPort] ?? props.port;
}

/** The numbers of the ports that the Service leads to, by the names of its own. */
export function servedPorts(props: Props): Readonly<Record<string, number>> {
  return { ...portsOf(props), [mainPort]: entryPort(props) };
}

/** Reports a name that no container of the pods has. */
export function checkEntryPort(findings: Findings, props: Props): void {
  const known = Object.keys(podPorts(props));
  const { targetPort = mainPort } = props;
  if (known.includes(targetPort)) return;
  const near = nearName(targetPort, known);
  findings.add('targetPort', {
    code: 'unknown-reference',
    want: 'must be the name of a port of the application or of a sidecar',
    got: shown(targetPort),
    write: `write ${near === undefined ? `one of ${known.map(shown).join(', ')}` : shown(near)}`,
  });
}

function podPorts(props: Props): Record<string, number> {
  const sidecars = Object.values(props.sidecars ?? {}).map(({ ports }) => ports);
  return Object.assign({}, ...sidecars, portsOf(props)) as Record<string, number>;
}
