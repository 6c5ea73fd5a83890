import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { Problem, quoted } from '../../findings/problem';
import { record } from '../../props/record';
import { integer, matching, oneOf, string } from '../../props/scalar';
import { Decided, decided, named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { port as portNumber } from '../../network/port';
import { DecidedPorts, mainPort, Ports } from './ports';

const path = string({ check: pathProblem, example: '"/healthz"' });
const headerName = string(
  matching(/^[-A-Za-z0-9]+$/, 'must be the name of a header: letters, digits and "-"', '"Host"'),
);
const headerValue = string(matching(/^[^\r\n]*$/, 'must be one line', '"api.example.com"'));

/** The schema of a port, by name or number. */
export const checkedPort = union([string(), portNumber]);

/** The table of an HTTP request. */
export const httpCheck = object({
  /** The path, which begins with `/`. */
  path,
  /** The port's name or number. @default - the main port, `http` */
  port: optional(checkedPort, mainPort),
  /** The protocol. @default - HTTP */
  scheme: optional(oneOf(['HTTP', 'HTTPS'])),
  /** The headers of the request by name, such as the `Host` that a server asks for. @default - those of the kubelet */
  httpHeaders: optional(record(headerName, headerValue)),
});

/** The table of a port that accepts a connection. */
export const tcpCheck = object({
  /** The port's name or number. */
  tcp: checkedPort,
});

/** The table of the gRPC health service. */
export const grpcCheck = object({
  /** The port's number. */
  grpc: portNumber,
  /** The service that is probed. @default - the server as a whole */
  service: optional(string()),
});

/** The table of a program that exits 0. */
export const execCheck = object({
  /** The program and its arguments. */
  exec: array(string(), { minItems: 1, example: '["/bin/healthy"]' }),
});

/** A `GET` that is answered 200 to 399. */
export interface HttpCheck extends PropsOf<typeof httpCheck>, Props {}

/** A port, by name or number, that accepts a connection. */
export interface TcpCheck extends PropsOf<typeof tcpCheck>, Props {}

/** The standard gRPC health service on a port's number. */
export interface GrpcCheck extends PropsOf<typeof grpcCheck>, Props {}

/** A program of the image that exits 0. */
export interface ExecCheck extends PropsOf<typeof execCheck>, Props {}

/** A path on the main port, or one of Kubernetes' four kinds of probe. */
export type HealthCheck = string | HttpCheck | TcpCheck | GrpcCheck | ExecCheck;

/** A probe with every default decided. */
export type DecidedCheck = string | Decided<typeof httpCheck> | TcpCheck | GrpcCheck | ExecCheck;

/** The schema of a probe, of which the ports are not checked. */
export const healthCheck = named<HealthCheck, DecidedCheck>(union([path, httpCheck, tcpCheck, grpcCheck, execCheck]));

const startupPeriod = 2;
const readinessPeriod = 5;
const livenessPeriod = 10;

/** The entries of the times of probes. */
export const probeTimes = {
  /** The time that an answer may take, in seconds from 1 to 5. @default 2 */
  timeoutSeconds: integer({ min: 1, max: readinessPeriod, default: 2 }),
  /** The longest time that a pod that is not ready still gets requests, in seconds, from 5. @default 15 */
  unreadyAfterSeconds: integer({ min: readinessPeriod, default: 15 }),
  /** The time that a pod may be dead before it is restarted, in seconds, from 10. @default 60 */
  restartAfterSeconds: integer({ min: livenessPeriod, default: 60 }),
};

const healthChecks = object({
  /** The probe that decides over traffic, never over restarts. It may depend on a database. */
  ready: healthCheck,
  /**
   * The probe that restarts the container: it probes the process alone, whatever that depends on, and differs from `ready`.
   * @default - the main port accepts a connection
   */
  live: optional(healthCheck),
  /** The probe of a process that starts. @default - as `live` */
  startup: optional(healthCheck),
  ...probeTimes,
});

/** The probes of a container, and their times. */
export interface BackendHealth extends PropsOf<typeof healthChecks>, Props {}

/** The probes of a container, and their times, with every default decided. */
export interface DecidedHealth extends Decided<typeof healthChecks> {}

/** The props of health. */
export const health = object({
  /**
   * The readiness probe, or the probes of readiness and liveness.
   * @default - ready when the main port accepts a connection; never restarted for its health
   */
  health: optional(union([path, named<BackendHealth, DecidedHealth>(healthChecks)])),
  /** The time that a pod may take to start, in seconds, before it is restarted. @default 60 */
  startupSeconds: integer({ min: startupPeriod, default: 60 }),
});

/** The probes of a container, of which a worker may have none, and their times. */
export interface DecidedProbes extends Omit<DecidedHealth, 'ready'> {
  readonly ready?: DecidedCheck;
}

/** The props of health with every default decided. */
export interface DecidedHealthProps extends Omit<Decided<typeof health>, 'health'> {
  readonly health?: string | DecidedProbes;
}

/**
 * Returns the container's probes. Startup and liveness never probe what readiness probes: a database that is away must not restart the
 * pods that wait for it. Without any health, readiness is a TCP connection and liveness is left out, because the same check in both
 * would only add restarts. A worker has no probes but those that are given, and liveness beside a readiness that asks a port for an answer.
 */
export function probes(
  props: DecidedHealthProps & DecidedPorts,
): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> {
  const checks = healthOf(props);
  const open = openPort(props, checks?.ready);
  const { ready = open, live = open, startup = live, timeoutSeconds, ...after } = checks ?? noChecks;
  const { unreadyAfterSeconds, restartAfterSeconds } = after;
  return {
    startupProbe: probe(startup, startupPeriod, timeoutSeconds, props.startupSeconds),
    readinessProbe: probe(ready, readinessPeriod, timeoutSeconds, unreadyAfterSeconds),
    livenessProbe: checks && probe(live, livenessPeriod, timeoutSeconds, restartAfterSeconds),
  };
}

/** Returns the check that a port accepts a connection: the main port, or that of a worker's readiness if this asks for more. */
function openPort({ port: main }: DecidedPorts, ready: DecidedCheck | undefined): TcpCheck | undefined {
  if (main !== undefined) return { tcp: mainPort };
  const port = ready === undefined || (typeof ready === 'object' && 'tcp' in ready) ? undefined : portOf(ready);
  return port === undefined ? undefined : { tcp: port };
}

/** Returns a readiness probe with the default times. */
export function readinessProbe(ready: DecidedCheck): k8s.Probe | undefined {
  const { timeoutSeconds, unreadyAfterSeconds } = noChecks;
  return probe(ready, readinessPeriod, timeoutSeconds, unreadyAfterSeconds);
}

function probe(
  check: DecidedCheck | undefined,
  periodSeconds: number,
  timeoutSeconds: number,
  seconds: number,
): k8s.Probe | undefined {
  if (check === undefined) return undefined;
  const failureThreshold = Math.max(1, Math.ceil(seconds / periodSeconds));
  return { ...handler(check), periodSeconds, timeoutSeconds, failureThreshold };
}

/** Reports probes of ports that the container does not have, and one probe for both readiness and liveness. */
export function checkHealth(
  findings: Findings,
  { props, ports }: { readonly props: DecidedHealthProps; readonly ports: Ports },
): void {
  const { ready, live, startup } = healthOf(props) ?? {};
  for (const [name, check] of Object.entries({ ready, live, startup })) {
    const subject = typeof props.health === 'string' ? 'health' : `health.${name}`;
    if (check !== undefined) findings.add(subject, checkProblem(check, ports));
  }
  if (ready === undefined || live === undefined || question(ready, ports) !== question(live, ports)) return;
  const got = quoted(live);
  const write = 'write a path that asks nothing but the process, or leave it out';
  findings.add('health.live', { code: 'conflict', want: 'must not be what readiness asks', got, write });
}

/** Returns the request of the readiness probe; undefined if it is no HTTP request. */
export function readyRequest(
  props: DecidedHealthProps,
  ports: Ports,
): { readonly path: string; readonly port: number; readonly scheme: string } | undefined {
  const ready = healthOf(props)?.ready;
  const check = typeof ready === 'string' ? { path: ready, port: mainPort } : ready;
  if (check === undefined || !('path' in check)) return undefined;
  const number = typeof check.port === 'string' ? ports[check.port] : check.port;
  return number === undefined ? undefined : { path: check.path, port: number, scheme: check.scheme ?? 'HTTP' };
}

const noChecks: DecidedProbes = decided(object(probeTimes), {});

function healthOf({ health: checks }: DecidedHealthProps): DecidedProbes | undefined {
  return typeof checks === 'string' ? decided(healthChecks, { ready: checks }) : checks;
}

function handler(check: DecidedCheck): k8s.Probe {
  if (typeof check === 'string') return { httpGet: { path: check, port: mainPort } };
  if ('path' in check) {
    const { httpHeaders, ...request } = check;
    const headers = httpHeaders && Object.entries(httpHeaders).map(([name, value]) => ({ name, value }));
    return { httpGet: { ...request, httpHeaders: headers } };
  }
  if ('tcp' in check) return { tcpSocket: { port: check.tcp } };
  if ('grpc' in check) return { grpc: { port: check.grpc, service: check.service } };
  return { exec: { command: check.exec } };
}

/** Returns what a probe asks, whichever way it is written. */
function question(check: DecidedCheck, ports: Ports): string {
  const port = portOf(check);
  const number = typeof port === 'string' ? (ports[port] ?? port) : port;
  if (typeof check === 'string') return JSON.stringify({ path: check, number });
  if ('path' in check) return JSON.stringify({ path: check.path, number, httpHeaders: check.httpHeaders });
  return JSON.stringify({ kind: Object.keys(check), number, exec: 'exec' in check ? check.exec : [] });
}

function portOf(check: DecidedCheck): string | number | undefined {
  if (typeof check === 'string') return mainPort;
  if ('path' in check) return check.port;
  if ('tcp' in check) return check.tcp;
  return 'grpc' in check ? check.grpc : undefined;
}

/** Returns the problem of a probe of a container that has these ports. */
export function checkProblem(check: DecidedCheck, ports: Ports): Problem | undefined {
  const port = portOf(check);
  if (port === undefined) return undefined;
  if (typeof port === 'string' ? Object.hasOwn(ports, port) : Object.values(ports).includes(port)) return undefined;
  const known = Object.entries(ports).map(([name, number]) => `${quoted(name)} (${number})`);
  const write = known.length === 0 ? 'add it to ports' : `write one of ${known.join(', ')}, or add it to ports`;
  return { code: 'unknown-reference', want: 'must ask a port of the container', got: quoted(port), write };
}

/** Returns the problem of a path that a probe asks. */
export function pathProblem(path: string): Problem | undefined {
  if (/^\/[^\s]*$/.test(path)) return undefined;
  const want = 'must be a path that begins with "/" and has no spaces';
  return { code: 'invalid-format', want, got: quoted(path), write: 'write "/healthz"' };
}
