import { checkMetadata, metadata } from '../../pods/metadata';
import { checkPullSecrets } from '../../pods/pull-secrets';
import { Entries, object, ObjectSchema } from '../../props/object';
import { Decided, Props, PropsOf } from '../../props/schema';
import { checkEnvironment, environment } from '../config/environment-variables';
import { checkFiles, files } from '../config/files';
import { mounts } from '../config/mounts';
import { checkOwnVariables } from '../config/own-variables';
import { checkMounts } from '../config/volumes';
import { checkIngress } from '../ingress/ingress';
import { checkIngressFrom, network } from '../network/network-policy';
import { routes } from '../network/routes';
import { checkService, service } from '../network/service';
import { checkServices, services } from '../network/services';
import { adoption } from '../workload/adoption';
import { availability } from '../workload/availability';
import { checkHealth, health } from '../workload/health';
import { checkIdentity, identity } from '../workload/identity';
import { checkObservability, observability } from '../workload/observability';
import { checkPorts, ports } from '../workload/ports';
import { checkRollout, rollout } from '../workload/rollout';
import { checkScale, scale } from '../workload/scale';
import { checkSize, sizing } from '../workload/sizing';
import { checkPodContainers, podContainers } from './pod-containers';
import { container } from './container';
import { checkJobs, jobs } from './jobs';
import { output } from './output';
import { checkMonitoredPort, checkSidecarPorts, checkTargetPort } from './pod-ports';
import { checkDeliveries } from './secret-deliveries';
import { checkTracing, tracing } from './tracing';
import { checkTracingVariables } from './tracing-variables';
import { checkWaitedPorts } from './waited-ports';

/** The areas of a BackendService, in the order of the reference: each has a table of props, and the checks across props. */
export const areas = [
  { props: container, checks: [checkPullSecrets] },
  { props: ports, checks: [checkPorts] },
  { props: scale, checks: [checkScale] },
  { props: availability, checks: [] },
  { props: rollout, checks: [checkRollout] },
  { props: health, checks: [checkHealth] },
  { props: sizing, checks: [checkSize] },
  { props: identity, checks: [checkIdentity] },
  { props: environment, checks: [checkEnvironment, checkOwnVariables, checkDeliveries] },
  { props: files, checks: [checkFiles] },
  { props: mounts, checks: [checkMounts] },
  { props: podContainers, checks: [checkPodContainers, checkSidecarPorts, checkWaitedPorts] },
  { props: jobs, checks: [checkJobs] },
  { props: service, checks: [checkService, checkTargetPort] },
  { props: services, checks: [checkServices] },
  { props: routes, checks: [checkIngress] },
  { props: network, checks: [checkIngressFrom] },
  { props: observability, checks: [checkObservability, checkMonitoredPort] },
  { props: tracing, checks: [checkTracing, checkTracingVariables] },
  { props: metadata, checks: [checkMetadata] },
  { props: adoption, checks: [] },
  { props: output, checks: [] },
] as const;

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The entries of all areas. */
type BackendEntries = Intersection<(typeof areas)[number]['props']['entries']>;

/** The props of a BackendService: those of its areas. */
export const backend: ObjectSchema<BackendEntries> = object(
  Object.assign({}, ...areas.map(({ props }) => props.entries as Entries)) as BackendEntries,
);

/** The props of a BackendService, as a program writes them. Only `image` and `port` are required. */
export interface BackendServiceProps extends PropsOf<typeof backend>, Props {}

/** The props of a BackendService with their defaults, which do not depend on other props. */
export interface DecidedProps extends Decided<typeof backend> {}
