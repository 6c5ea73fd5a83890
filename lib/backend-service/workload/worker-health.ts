import { Problem } from '../../findings/problem';
import { object } from '../../props/object';
import { Decided, named, optional, Props, PropsOf, refine } from '../../props/schema';
import { union } from '../../props/union';
import { checkedPort, ExecCheck, execCheck, GrpcCheck, grpcCheck, health, httpCheck, probeTimes } from './health';
import { TcpCheck, tcpCheck } from './health';

const portCheck = object({
  ...httpCheck.entries,
  /** The port's name or number. */
  port: checkedPort,
});

/** A `GET` at a port of a worker that is answered 200 to 399. */
export interface WorkerHttpCheck extends PropsOf<typeof portCheck>, Props {}

/** One of Kubernetes' four kinds of probe. A worker has no main port that a path alone would be requested at. */
export type WorkerHealthCheck = ExecCheck | WorkerHttpCheck | TcpCheck | GrpcCheck;

const check = named<WorkerHealthCheck, ExecCheck | Decided<typeof portCheck> | TcpCheck | GrpcCheck>(
  union([execCheck, portCheck, tcpCheck, grpcCheck]),
);

const example = '{ live: { exec: ["node", "healthy.js"] } }';

const workerChecks = object(
  {
    /** The probe of a pod that can work, which a rollout and an eviction wait for. @default - ready once it has started */
    ready: optional(check),
    /** The probe that restarts the container. @default - the port that `ready` requests an answer at accepts a connection; none without one */
    live: optional(check),
    /** The probe of a process that starts. @default - as `live` */
    startup: optional(check),
    ...probeTimes,
  },
  { example },
);

/** The probes of a worker's container, and their times. */
export interface WorkerHealth extends PropsOf<typeof workerChecks>, Props {}

/** The props of a worker's health. */
export const workerHealth = object({
  ...health.entries,
  /** The probes. @default - none: a pod is ready once its process runs, and restarts when that ends */
  health: optional(named<WorkerHealth, Decided<typeof workerChecks>>(refine(workerChecks, emptyProblem))),
});

function emptyProblem({ ready, live, startup }: Decided<typeof workerChecks>): Problem | undefined {
  if ([ready, live, startup].some((one) => one !== undefined)) return undefined;
  return { code: 'missing-prop', want: 'must have a probe', write: `write ${example}, or leave it out` };
}
