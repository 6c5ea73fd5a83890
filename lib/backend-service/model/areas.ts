import { Findings } from '../../findings/findings';
import { checkResources, ContainerResources } from '../../kubernetes/resources';
import { checkMetadata, metadata, MetadataProps } from '../../pods/metadata';
import { checkPullSecrets, PullSecretsProps } from '../../pods/pull-secrets';
import { checkEnvironment, Environment, environment } from '../config/environment-variables';
import { checkFiles, files } from '../config/files';
import { mounts } from '../config/mounts';
import { checkOwnVariables } from '../config/own-variables';
import { checkMounts } from '../config/volumes';
import { checkIngress } from '../ingress/ingress';
import { network } from '../network/callers';
import { checkOutsideCallers } from '../network/outside-callers';
import { routes } from '../network/routes';
import { checkService, service } from '../network/service';
import { adoption } from '../workload/adoption';
import { availability } from '../workload/availability';
import { checkHealth, health } from '../workload/health';
import { checkIdentity, identity } from '../workload/identity';
import { checkJobs, jobs } from '../workload/jobs';
import { checkObservability, observability } from '../workload/observability';
import { checkPorts, ports } from '../workload/ports';
import { checkRollout, rollout } from '../workload/rollout';
import { checkScale, scale } from '../workload/scale';
import { sizing } from '../workload/sizing';
import { checkPodContainers, podContainers } from './pod-containers';
import { container } from './container';
import { checkEntryPort } from './entry-port';
import { output } from './output';
import { checkDeliveries } from './secret-deliveries';
import { checkSidecarPorts } from './sidecar-ports';
import { checkWaitedPorts } from './waited-ports';

type Labels = Readonly<Record<string, string>>;

interface In {
  readonly namespace: string | undefined;
}

/** The areas of a BackendService, in the order of the reference: each has a table of props, and the checks across props. */
export const areas = [
  { props: container, checks: [checkImagePull] },
  { props: ports, checks: [checkPorts] },
  { props: scale, checks: [checkScale] },
  { props: availability, checks: [] },
  { props: rollout, checks: [checkRollout] },
  { props: health, checks: [checkHealth] },
  { props: sizing, checks: [checkSize] },
  { props: identity, checks: [checkIdentity] },
  { props: environment, checks: [checkVariables, checkOwnVariables, checkDeliveries] },
  { props: files, checks: [checkFiles] },
  { props: mounts, checks: [checkMounts] },
  { props: podContainers, checks: [checkPodContainers, checkSidecarPorts, checkWaitedPorts] },
  { props: jobs, checks: [checkJobs] },
  { props: service, checks: [checkService, checkEntryPort] },
  { props: routes, checks: [checkIngress] },
  { props: network, checks: [checkOutsideCallers] },
  { props: observability, checks: [checkObservability] },
  { props: metadata, checks: [checkOwnLabels] },
  { props: adoption, checks: [] },
  { props: output, checks: [] },
] as const;

function checkImagePull(findings: Findings, { props, namespace }: In & { readonly props: PullSecretsProps }): void {
  checkPullSecrets(findings, props, namespace);
}

function checkSize(findings: Findings, { resources }: { readonly resources: ContainerResources }): void {
  checkResources(findings, resources);
}

function checkVariables(findings: Findings, { props, namespace }: In & { readonly props: Environment }): void {
  checkEnvironment(findings, props, namespace);
}

function checkOwnLabels(
  findings: Findings,
  { props, ownLabels }: { readonly props: MetadataProps; readonly ownLabels: Labels },
): void {
  checkMetadata(findings, props, ownLabels);
}
