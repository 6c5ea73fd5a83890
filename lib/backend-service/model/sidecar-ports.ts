import { Findings, shown } from '../../findings/findings';
import { portNameProblem } from '../../kubernetes/names';
import { portProblem } from '../../network/port';
import { decided } from '../../props/schema';
import { checkProblem, HealthCheck, healthCheck } from '../workload/health';

/** The parts of a sidecar that have to do with its ports. */
interface ListeningSidecar {
  readonly ports?: Readonly<Record<string, number>>;
  readonly ready?: HealthCheck;
}

/**
 * Reports ports of sidecars that another container of the pod has. All containers of a pod share its ports; names that differ too let the
 * Service mean one of them.
 */
export function checkSidecarPorts(
  findings: Findings,
  sidecars: Readonly<Record<string, ListeningSidecar>>,
  ports: Readonly<Record<string, number>>,
): void {
  const taken = new Map(Object.entries(ports));
  for (const [name, sidecar] of Object.entries(sidecars)) {
    const part = findings.of(`container ${shown(name)}`);
    for (const [portName, port] of Object.entries(sidecar.ports ?? {})) {
      part.add('port name', portNameProblem(portName));
      part.add(`port ${shown(portName)}`, portProblem(port));
      if (taken.has(portName))
        part.add('port name', {
          code: 'not-unique',
          want: 'must be its own in the pod',
          got: shown(portName),
          write: 'write another',
        });
      const [other] = [...taken].find(([, number]) => number === port) ?? [];
      if (other !== undefined)
        part.add(`port ${shown(portName)}`, {
          code: 'not-unique',
          want: `must not be the number of port ${shown(other)}`,
          got: port,
          write: 'write another',
        });
      taken.set(portName, port);
    }
    if (sidecar.ready !== undefined)
      part.add('ready', checkProblem(decided(healthCheck, sidecar.ready), sidecar.ports ?? {}));
  }
}
