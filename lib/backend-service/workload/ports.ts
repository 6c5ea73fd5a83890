import { Findings, shown } from '../../findings/findings';
import { portNameProblem } from '../../kubernetes/names';
import { portProblem } from '../../network/port';
import { checked, scalar, mapOf, optional, Shapes } from '../../props/shape';

export interface PortsProps {
  /** The port that the application listens on, from 1 to 65535; the variable `PORT` tells the application. Named `http`. */
  readonly port: number;
  /**
   * Further ports by name, such as `{ admin: 9000 }`; the Service has them under the same numbers.
   * @default - none
   */
  readonly ports?: Readonly<Record<string, number>>;
}

export const portsShapes: Shapes<PortsProps> = {
  port: checked('a port', portProblem),
  ports: optional(mapOf(scalar)),
};

/** The name of the port that a BackendService's `port` is. */
export const mainPort = 'http';

/** All ports by name. */
export function portsOf({ port, ports }: PortsProps): Readonly<Record<string, number>> {
  return { [mainPort]: port, ...ports };
}

/** Reports what is wrong with named ports: numbers, names, and a number that has two names. */
export function checkPorts(findings: Findings, props: PortsProps): void {
  if (props.ports !== undefined && Object.hasOwn(props.ports, mainPort)) {
    findings.add(`ports ${shown(mainPort)}`, {
      code: 'invalid-value',
      want: 'must not be given here',
      got: shown(props.ports[mainPort]),
      write: 'write it as port',
    });
  }
  const names = new Map<number, string>();
  for (const [name, port] of Object.entries(portsOf(props))) {
    const subject = name === mainPort ? 'port' : `port ${shown(name)}`;
    findings.add('port name', portNameProblem(name));
    findings.add(subject, portProblem(port));
    const other = names.get(port);
    if (other !== undefined)
      findings.add(subject, {
        code: 'not-unique',
        want: `must not be the number of port ${shown(other)}`,
        got: port,
        write: 'write another number',
      });
    names.set(port, name);
  }
}
