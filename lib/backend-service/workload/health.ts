import type * as k8s from '../../../imports/k8s';
import { Findings, shown } from '../../findings/findings';
import { integerProblem } from '../../props/numbers';
import { scalar, either, present, listOf, number, oneOf, optional, record, Shapes, text } from '../../props/shape';
import { mainPort } from './ports';

export interface HealthProps {
  /**
   * What says whether a pod can serve, or that and what says whether it is alive.
   * @default - ready when the main port accepts a connection; never restarted for its health
   */
  readonly health?: string | Health;
  /**
   * How long a pod may take to start, in seconds, before it is restarted.
   * @default 60
   */
  readonly startupSeconds?: number;
}

/** A question to a container: a path on the main port, or one of Kubernetes' four kinds of probe. */
export type HealthCheck = string | HttpCheck | TcpCheck | GrpcCheck | ExecCheck;

/** A `GET` that is answered 200 to 399. */
export interface HttpCheck {
  readonly path: string;
  /** The port's name or number. @default 'http' */
  readonly port?: string | number;
  /** @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
}

/** A port, by name or number, that accepts a connection. */
export interface TcpCheck {
  readonly tcp: string | number;
}

/** The standard gRPC health service on a port's number. */
export interface GrpcCheck {
  readonly grpc: number;
  /** The service that is asked for. @default - the server as a whole */
  readonly service?: string;
}

/** A program of the image that exits 0. */
export interface ExecCheck {
  readonly exec: readonly [string, ...string[]];
}

export interface Health {
  /** Whether the pod can serve: may depend on a database. Decides over traffic, never over restarts. */
  readonly ready: HealthCheck;
  /**
   * Whether the process is alive, whatever it depends on; another question than `ready`.
   * @default - the main port accepts a connection
   */
  readonly live?: HealthCheck;
  /**
   * Whether the process has started.
   * @default - as `live`
   */
  readonly startup?: HealthCheck;
  /**
   * How long an answer may take, in seconds from 1 to 5.
   * @default 2
   */
  readonly timeoutSeconds?: number;
  /**
   * How long a pod that is not ready still gets requests at most, in seconds, from 5.
   * @default 15
   */
  readonly unreadyAfterSeconds?: number;
  /**
   * How long a pod may be dead before it is restarted, in seconds, from 10.
   * @default 60
   */
  readonly restartAfterSeconds?: number;
}

/** Which of the four it is, and whether it is one at all, is for the check to say. */
export const healthCheckShape = either(
  text,
  record<HttpCheck>({
    path: present,
    port: optional(either(text, number)),
    scheme: optional(oneOf('HTTP', 'HTTPS')),
  }),
  record<TcpCheck>({ tcp: either(text, number) }),
  record<GrpcCheck>({ grpc: present, service: optional(text) }),
  record<ExecCheck>({ exec: listOf(text) }),
);

export const healthShapes: Shapes<HealthProps> = {
  health: optional(
    either(
      text,
      record<Health>({
        ready: healthCheckShape,
        live: optional(healthCheckShape),
        startup: optional(healthCheckShape),
        timeoutSeconds: scalar,
        unreadyAfterSeconds: scalar,
        restartAfterSeconds: scalar,
      }),
    ),
  ),
  startupSeconds: scalar,
};

const startupPeriod = 2;
const readinessPeriod = 5;
const livenessPeriod = 10;

/**
 * The container's probes. Startup and liveness never ask what readiness asks: a database that is away must not restart the pods that
 * wait for it. Without any health, readiness is a TCP connection and liveness is left out, for the same check in both would only add
 * restarts.
 */
export function probes(
  health: string | Health | undefined,
  startupSeconds: number,
): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> {
  const open: HealthCheck = { tcp: mainPort };
  const {
    ready = open,
    live = open,
    startup = live,
    timeoutSeconds = 2,
    unreadyAfterSeconds = 15,
    restartAfterSeconds = 60,
  } = healthOf(health);
  const probe = (check: HealthCheck, periodSeconds: number, seconds: number): k8s.Probe => ({
    ...handler(check),
    periodSeconds,
    timeoutSeconds,
    failureThreshold: Math.max(1, Math.ceil(seconds / periodSeconds)),
  });
  const liveness = health !== undefined && { livenessProbe: probe(live, livenessPeriod, restartAfterSeconds) };
  return {
    startupProbe: probe(startup, startupPeriod, startupSeconds),
    readinessProbe: probe(ready, readinessPeriod, unreadyAfterSeconds),
    ...(liveness || {}),
  };
}

/** Reports questions that cannot be asked, and one question for both readiness and liveness. */
export function checkHealth(findings: Findings, props: HealthProps, ports: Readonly<Record<string, number>>): void {
  const { ready, live, startup, ...budgets } = healthOf(props.health);
  const { timeoutSeconds = 2, unreadyAfterSeconds = 15, restartAfterSeconds = 60 } = budgets;
  for (const [name, check] of Object.entries({ ready, live, startup })) {
    const subject = typeof props.health === 'string' ? 'health' : `health.${name}`;
    if (check !== undefined) findings.add(subject, checkProblem(check, ports));
  }
  if (ready !== undefined && live !== undefined && question(ready, ports) === question(live, ports)) {
    findings.add(
      'health.live',
      `must not be what readiness asks, got ${shown(live)}; write a path that asks nothing but the process, or leave it out`,
    );
  }
  findings.add('health.timeoutSeconds', integerProblem(timeoutSeconds, 1, readinessPeriod));
  findings.add('startupSeconds', integerProblem(props.startupSeconds ?? 60, startupPeriod));
  findings.add('health.unreadyAfterSeconds', integerProblem(unreadyAfterSeconds, readinessPeriod));
  findings.add('health.restartAfterSeconds', integerProblem(restartAfterSeconds, livenessPeriod));
}

/** The request that asks whether a pod is ready; undefined where readiness is no HTTP request. */
export function readyRequest(
  { health }: HealthProps,
  ports: Readonly<Record<string, number>>,
): { readonly path: string; readonly port: number; readonly scheme: string } | undefined {
  const { ready } = healthOf(health);
  const given = typeof ready === 'string' ? { path: ready } : ready;
  if (given === undefined || !('path' in given)) return undefined;
  const { path, port: asked = mainPort, scheme = 'HTTP' } = given;
  const number = typeof asked === 'string' ? ports[asked] : asked;
  return number === undefined ? undefined : { path, port: number, scheme };
}

function healthOf(health: string | Health | undefined): Partial<Health> {
  return typeof health === 'string' ? { ready: health } : (health ?? {});
}

function handler(check: HealthCheck): k8s.Probe {
  if (typeof check === 'string') return { httpGet: { path: check, port: mainPort } };
  if ('path' in check)
    return { httpGet: { path: check.path, port: port(check.port ?? mainPort), scheme: check.scheme } };
  if ('tcp' in check) return { tcpSocket: { port: port(check.tcp) } };
  if ('grpc' in check) return { grpc: { port: check.grpc, service: check.service } };
  return { exec: { command: [...check.exec] } };
}

function port(nameOrNumber: string | number): string | number {
  return typeof nameOrNumber === 'number' ? nameOrNumber : nameOrNumber;
}

/** What is asked, whichever way it is written. */
function question(check: HealthCheck, ports: Readonly<Record<string, number>>): string {
  const {
    path,
    port: httpPort = mainPort,
    tcp,
    grpc,
    exec,
  } = (typeof check === 'string' ? { path: check } : check) as Partial<HttpCheck & TcpCheck & GrpcCheck & ExecCheck>;
  const [asked] = [path === undefined ? undefined : httpPort, tcp, grpc].filter((one) => one !== undefined);
  return JSON.stringify([path, typeof asked === 'string' ? (ports[asked] ?? asked) : asked, tcp !== undefined, exec]);
}

/** What is wrong with a question to a container that has these ports. */
export function checkProblem(check: unknown, ports: Readonly<Record<string, number>>): string | undefined {
  if (typeof check === 'string') return pathProblem(check) ?? portProblem(mainPort, ports);
  const given = (typeof check === 'object' && check !== null ? check : {}) as Partial<
    HttpCheck & TcpCheck & GrpcCheck & ExecCheck
  >;
  if (given.path !== undefined) return pathProblem(given.path) ?? portProblem(given.port ?? mainPort, ports);
  if (given.tcp !== undefined) return portProblem(given.tcp, ports);
  if (given.grpc !== undefined) {
    return typeof given.grpc === 'number'
      ? portProblem(given.grpc, ports)
      : `must ask gRPC at a port's number, got ${shown(given.grpc)}; write ${String(Object.values(ports)[0] ?? 8080)}`;
  }
  if (Array.isArray(given.exec) && given.exec.length > 0) return undefined;
  return `must be a path, or { path }, { tcp }, { grpc } or { exec }, got ${shown(check)}; write "/healthz"`;
}

function pathProblem(path: unknown): string | undefined {
  if (typeof path === 'string' && /^\/[^\s]*$/.test(path)) return undefined;
  return `must be a path that begins with "/" and has no spaces, got ${shown(path)}; write "/healthz"`;
}

function portProblem(given: string | number, ports: Readonly<Record<string, number>>): string | undefined {
  if (typeof given === 'string' ? Object.hasOwn(ports, given) : Object.values(ports).includes(given)) return undefined;
  const known = Object.entries(ports).map(([name, number]) => `${shown(name)} (${number})`);
  const fix = known.length === 0 ? 'add it to ports' : `write one of ${known.join(', ')}, or add it to ports`;
  return `must ask a port of the container, got ${shown(given)}; ${fix}`;
}
