import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { referenceProblem } from '../../findings/near-name';
import { DecidedService } from '../network/service';
import { checkProblem } from '../workload/health';
import { DecidedPorts, mainPort, numberProblem, Ports, portsOf } from '../workload/ports';
import { DecidedPodContainers } from './pod-containers';

type Props = DecidedPodContainers & DecidedPorts & DecidedService;

/** Returns the ports that the Service leads to: none of a worker. The main one may be that of a sidecar in front of the application. */
export function servedPorts(props: Props): Ports {
  if (props.port === undefined) return {};
  return { ...portsOf(props), [mainPort]: podPorts(props)[props.targetPort] ?? props.port };
}

/** Reports a target port that no container of the pods has. */
export function checkTargetPort(findings: Findings, { props }: { readonly props: Props }): void {
  const want = 'must be the name of a port of the application or of a sidecar';
  findings.add('targetPort', referenceProblem(props.targetPort, Object.keys(podPorts(props)), want));
}

/**
 * Reports ports of sidecars that another container of the pod has. All containers of a pod share its ports; names that differ too let the
 * Service mean one of them.
 */
export function checkSidecarPorts(
  findings: Findings,
  { props, ports }: { readonly props: DecidedPodContainers; readonly ports: Ports },
): void {
  const names = new Set(Object.keys(ports));
  const numbers = new Map(Object.entries(ports).map(([name, port]) => [port, name]));
  for (const [sidecar, { ports: own, ready }] of Object.entries(props.sidecars)) {
    const part = findings.inside(`sidecars[${quoted(sidecar)}]`);
    for (const [name, port] of Object.entries(own)) {
      const place = `ports[${quoted(name)}]`;
      const want = 'must have a name of its own in the pod';
      if (names.has(name))
        part.add(place, { code: 'not-unique', want, got: quoted(name), write: 'write another name' });
      part.add(place, numberProblem(port, numbers));
      names.add(name);
      numbers.set(port, name);
    }
    if (ready !== undefined) part.add('ready', checkProblem(ready, own));
  }
}

function podPorts(props: Props): Ports {
  return Object.assign({}, ...Object.values(props.sidecars).map(({ ports }) => ports), portsOf(props)) as Ports;
}
