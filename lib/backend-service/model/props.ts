import { checkTargets } from '../../network/peers';
import { checkMetadata, metadata } from '../../pods/metadata';
import { checkPullSecrets } from '../../pods/pull-secrets';
import { checkIdentity } from '../../pods/workload-identity';
import { Entries, object, ObjectSchema } from '../../props/object';
import { decided, Decided, Props, PropsOf } from '../../props/schema';
import { checkEnvironment, environment } from '../config/environment-variables';
import { checkDisks } from '../config/disks';
import { checkFiles, files } from '../config/files';
import { mounts } from '../config/mounts';
import { checkOwnVariables } from '../config/own-variables';
import { checkMounts } from '../config/volumes';
import { checkIngressFrom, network, workerNetwork } from '../network/network-policy';
import { checkRoutes, routes } from '../network/routes';
import { checkService, service } from '../network/service';
import { checkServices, services } from '../network/services';
import { adoption, checkAdoption, workerAdoption } from '../workload/adoption';
import { availability } from '../workload/availability';
import { checkHealth, DecidedHealthProps, health } from '../workload/health';
import { identity } from '../workload/identity';
import { checkObservability, observability, workerObservability } from '../workload/observability';
import { checkPorts, ports, workerPorts } from '../workload/ports';
import { checkRollout, rollout } from '../workload/rollout';
import { checkScale, scale } from '../workload/scale';
import { checkSize, sizing } from '../workload/sizing';
import { workerHealth } from '../workload/worker-health';
import { checkPodContainers, podContainers } from './pod-containers';
import { container } from './container';
import { checkJobs, jobs } from './jobs';
import { output, workerOutput } from './output';
import { checkMonitoredPort, checkSidecarPorts, checkTargetPort } from './pod-ports';
import { checkDeliveries } from './secret-deliveries';
import { checkTracing, tracing } from './tracing';
import { checkTracingVariables } from './tracing-variables';
import { checkWaitedPorts } from './waited-ports';

/**
 * The areas of a BackendService, in the order of the reference: each has a table of props, and the checks across props. A BackendWorker has
 * the same tables, or those of `ofWorker`; undefined for an area that it does not have.
 */
export const areas = [
  { props: container, checks: [checkPullSecrets] },
  { props: ports, ofWorker: workerPorts, checks: [checkPorts] },
  { props: scale, checks: [checkScale] },
  { props: availability, checks: [] },
  { props: rollout, checks: [checkRollout] },
  { props: health, ofWorker: workerHealth, checks: [checkHealth] },
  { props: sizing, checks: [checkSize] },
  { props: identity, checks: [checkIdentity] },
  { props: environment, checks: [checkEnvironment, checkOwnVariables, checkDeliveries] },
  { props: files, checks: [checkFiles] },
  { props: mounts, checks: [checkMounts, checkDisks] },
  { props: podContainers, checks: [checkPodContainers, checkSidecarPorts, checkWaitedPorts] },
  { props: jobs, checks: [checkJobs] },
  { props: service, ofWorker: undefined, checks: [checkService, checkTargetPort] },
  { props: services, ofWorker: undefined, checks: [checkServices] },
  { props: routes, ofWorker: undefined, checks: [checkRoutes] },
  { props: network, ofWorker: workerNetwork, checks: [checkIngressFrom, checkTargets] },
  { props: observability, ofWorker: workerObservability, checks: [checkObservability, checkMonitoredPort] },
  { props: tracing, checks: [checkTracing, checkTracingVariables] },
  { props: metadata, checks: [checkMetadata] },
  { props: adoption, ofWorker: workerAdoption, checks: [checkAdoption] },
  { props: output, ofWorker: workerOutput, checks: [] },
] as const;

/** The checks of a BackendService. */
export const backendChecks = areas.flatMap(({ checks }) => [...checks]);

const workerAreas = areas.flatMap((area) => {
  const props = 'ofWorker' in area ? area.ofWorker : area.props;
  return props === undefined ? [] : [{ props, checks: [...area.checks] }];
});

/** The checks of a BackendWorker: those of the areas that it has. */
export const workerChecks = workerAreas.flatMap(({ checks }) => checks);

interface Area {
  readonly props: ObjectSchema<Entries>;
  readonly ofWorker?: ObjectSchema<Entries> | undefined;
}

/** The entries of all areas, in their order: that of a union's types would change with unrelated code. */
type BackendEntries = AllOf<EntriesOf<typeof areas>>;
type WorkerEntries = AllOf<WorkerEntriesOf<typeof areas>>;

type AllOf<Parts extends readonly unknown[]> = Parts extends readonly [infer First, ...infer Others]
  ? First & AllOf<Others>
  : unknown;

type EntriesOf<Areas extends readonly Area[]> = {
  readonly [Index in keyof Areas]: Areas[Index]['props']['entries'];
};

type WorkerEntriesOf<Areas extends readonly Area[]> = {
  readonly [Index in keyof Areas]: Areas[Index] extends { readonly ofWorker: infer Own }
    ? Own extends ObjectSchema<infer Its>
      ? Its
      : unknown
    : Areas[Index]['props']['entries'];
};

/** The props of a BackendService: those of its areas. */
export const backend: ObjectSchema<BackendEntries> = object(
  Object.assign({}, ...areas.map(({ props }) => props.entries as Entries)) as BackendEntries,
);

/** The props of a BackendService, as a program writes them. Only `image` and `port` are required. */
export interface BackendServiceProps extends PropsOf<typeof backend>, Props {}

/** The props of a BackendWorker: those of its areas. */
export const worker: ObjectSchema<WorkerEntries> = object(
  Object.assign({}, ...workerAreas.map(({ props }) => props.entries as Entries)) as WorkerEntries,
);

/** The props of a BackendWorker, as a program writes them. Only `image` is required. */
export interface BackendWorkerProps extends PropsOf<typeof worker>, Props {}

/** The props of a BackendService or a BackendWorker with their defaults, which do not depend on other props. */
export interface DecidedProps extends Omit<Decided<typeof backend>, 'port' | 'health'> {
  /** The main port; undefined for a worker. */
  readonly port?: number;
  readonly health?: DecidedHealthProps['health'];
}

/** The props of areas that a worker does not have, as the model needs them. */
export const unserved = decided(object({ ...service.entries, ...services.entries, ...routes.entries }), {});
