import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { portNameProblem } from '../../kubernetes/names';
import { port } from '../../network/port';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { string } from '../../props/scalar';
import { Decided } from '../../props/schema';

/** The schema of further ports by name. */
export const namedPorts = record(string({ check: portNameProblem }), port, { default: {} });

/** The props of ports. */
export const ports = object({
  /** The port that the application listens on, from 1 to 65535. It is named `http`, and the application reads it from `PORT`. */
  port,
  /** Further ports by name, such as `{ admin: 9000 }`; the Service has them under the same numbers. @default - none */
  ports: namedPorts,
});

/** The props of a worker's ports. */
export const workerPorts = object({
  /** Ports by name that Prometheus and the probes reach the application at, such as `{ metrics: 9090 }`; no Service has them. @default - none */
  ports: namedPorts,
});

/** The props of ports with every default decided. */
export interface DecidedPorts extends Decided<typeof workerPorts> {
  /** The main port; undefined for a worker. */
  readonly port?: number;
}

/** Numbers of ports by name. */
export type Ports = Readonly<Record<string, number>>;

/** The name of the port that a BackendService's `port` is. */
export const mainPort = 'http';

/** Returns the numbers of all ports by name. */
export function portsOf({ port, ports }: DecidedPorts): Ports {
  return { ...(port === undefined ? {} : { [mainPort]: port }), ...ports };
}

/** Reports a number that has two names, and a second main port. */
export function checkPorts(findings: Findings, { props }: { readonly props: DecidedPorts }): void {
  const main = props.port;
  const taken = new Map<number, string>(main === undefined ? [] : [[main, mainPort]]);
  for (const [name, port] of Object.entries(props.ports)) {
    const second = { code: 'conflict', want: 'must not be given here', got: port, write: 'write it as port' } as const;
    findings.add(
      `ports[${quoted(name)}]`,
      name === mainPort && main !== undefined ? second : numberProblem(port, taken),
    );
    taken.set(port, name);
  }
}

/** Returns the problem of a port's number that another name has. */
export function numberProblem(port: number, taken: ReadonlyMap<number, string>): Problem | undefined {
  const other = taken.get(port);
  if (other === undefined) return undefined;
  const want = `must not be the number of port ${quoted(other)}`;
  return { code: 'not-unique', want, got: port, write: 'write another number' };
}
