import { Findings, shown } from './findings';
import { portNameProblem } from './names';

/** The name of the port that a BackendService's `port` is. */
export const mainPort = 'http';

/** What is wrong with a port's number. */
export function portProblem(port: unknown): string | undefined {
  if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535) return undefined;
  const meant = typeof port === 'string' ? Number(port) : NaN;
  const fix = Number.isInteger(meant) && meant >= 1 && meant <= 65535 ? meant : 8080;
  return `must be an integer from 1 to 65535, got ${shown(port)}; write ${fix}`;
}

/** Reports what is wrong with named ports: numbers, names, and a number that has two names. */
export function checkPorts(findings: Findings, ports: Readonly<Record<string, number>>): void {
  const names = new Map<number, string>();
  for (const [name, port] of Object.entries(ports)) {
    findings.add(`port name ${shown(name)}`, portNameProblem(name));
    findings.add(name === mainPort ? 'port' : `port ${shown(name)}`, portProblem(port));
    const other = names.get(port);
    if (other !== undefined)
      findings.add(
        `port ${shown(name)}`,
        `must not be the number of port ${shown(other)}, got ${port}; write another number`,
      );
    names.set(port, name);
  }
}
