import { Findings, quoted } from '../../findings/findings';
import { checkProblem } from '../workload/health';
import { Ports } from '../workload/ports';
import { DecidedCompanions } from './companions';

/**
 * Reports ports of sidecars that another container of the pod has. All containers of a pod share its ports; names that differ too let the
 * Service mean one of them.
 */
export function checkSidecarPorts(
  findings: Findings,
  { props, ports }: { readonly props: DecidedCompanions; readonly ports: Ports },
): void {
  const taken = new Map(Object.entries(ports));
  for (const [name, sidecar] of Object.entries(props.sidecars)) {
    const part = findings.inside(`sidecars[${quoted(name)}]`);
    for (const [portName, port] of Object.entries(sidecar.ports)) {
      const place = `ports[${quoted(portName)}]`;
      const [other] = [...taken].find(([, number]) => number === port) ?? [];
      if (taken.has(portName)) {
        const want = 'must have a name of its own in the pod';
        part.add(place, { code: 'not-unique', want, got: quoted(portName), write: 'write another name' });
      }
      if (other !== undefined) {
        const want = `must not be the number of port ${quoted(other)}`;
        part.add(place, { code: 'not-unique', want, got: port, write: 'write another number' });
      }
      taken.set(portName, port);
    }
    if (sidecar.ready !== undefined) part.add('ready', checkProblem(sidecar.ready, sidecar.ports));
  }
}
