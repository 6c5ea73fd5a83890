import { k8s } from '../imports/k8s';
import { Findings, shown } from './findings';
import { mainPort } from './ports';

/** The paths that answer 200 to 399 when all is well. */
export interface Health {
  /** Whether the pod can serve: may depend on a database. Decides over traffic, never over restarts. */
  readonly ready: string;
  /**
   * Whether the process is alive, whatever it depends on.
   * @default - the port accepts a connection
   */
  readonly live?: string;
}

/**
 * The container's probes. Startup and liveness never ask the readiness path: a database that is away must not restart the pods
 * that wait for it. Without any path, readiness is a TCP connection and liveness is left out, for the same check in both would
 * only add restarts.
 */
export function probes(
  health: string | Health | undefined,
  startupSeconds: number,
): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> {
  const { ready, live } = typeof health === 'string' ? { ready: health } : (health ?? {});
  const period = 2;
  return {
    startupProbe: {
      ...check(live),
      periodSeconds: period,
      timeoutSeconds: 2,
      failureThreshold: Math.max(1, Math.ceil(startupSeconds / period)),
    },
    readinessProbe: { ...check(ready), periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
    ...(ready === undefined
      ? {}
      : { livenessProbe: { ...check(live), periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 6 } }),
  };
}

/** Reports paths that are none, and one path for both readiness and liveness. */
export function checkHealth(findings: Findings, health: string | Health | undefined): void {
  const { ready, live } = typeof health === 'string' ? { ready: health } : (health ?? {});
  if (ready !== undefined) findings.add(typeof health === 'string' ? 'health' : 'health.ready', pathProblem(ready));
  if (live !== undefined) findings.add('health.live', pathProblem(live));
  if (ready !== undefined && ready === live) {
    findings.add(
      'health.live',
      `must not be the readiness path, got ${shown(live)}; write a path that asks nothing but the process, or leave it out`,
    );
  }
}

function check(path: string | undefined): k8s.Probe {
  const port = k8s.IntOrString.fromString(mainPort);
  return path === undefined ? { tcpSocket: { port } } : { httpGet: { path, port } };
}

function pathProblem(path: unknown): string | undefined {
  if (typeof path === 'string' && /^\/[^\s]*$/.test(path)) return undefined;
  return `must be a path that begins with "/" and has no spaces, got ${shown(path)}; write "/healthz"`;
}
