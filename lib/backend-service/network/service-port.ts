import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { portKey } from '../workload/ports';

/** A port of a Service, and the container port that it leads to. */
export interface ServicePort {
  readonly name: string;
  /** The place of the prop that it is from. */
  readonly at: string;
  readonly protocol: 'TCP' | 'UDP';
  /** The Service's number. */
  readonly port: number;
  /** The name of the container port. */
  readonly targetPort: string;
  /** The number of the container port. */
  readonly containerPort: number;
}

/** Reports numbers that a Service has twice. TCP and UDP can have the same number. A container port with two names is reported as that. */
export function checkServicePorts(findings: Findings, ports: readonly ServicePort[]): void {
  const taken = new Map<string, ServicePort>();
  for (const one of ports) {
    const other = taken.get(portKey(one));
    if (other !== undefined && !(isSame(other) && isSame(one))) {
      const want = `must not be ${one.port}, the Service's port for ${quoted(other.name)}`;
      findings.add(one.at, { code: 'not-unique', want, write: 'write another number or servicePort' });
    }
    taken.set(portKey(one), one);
  }
}

/** True for a port that has the number and the name of the container port. */
function isSame({ name, port, targetPort, containerPort }: ServicePort): boolean {
  return port === containerPort && name === targetPort;
}
