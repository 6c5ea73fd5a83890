import { objectLabels, selectorLabels, versionLabel } from '../../kubernetes/labels';
import { DecidedTarget } from '../../network/peers';
import { ignoreCheckAnnotations } from '../../pods/metadata';
import { identityTargets } from '../../pods/workload-identity';
import { templateFiles, endpointsOf, Environment } from '../config/environment-variables';
import { Files } from '../config/files';
import { decideMounts } from '../config/mounts';
import { ownVariables } from '../config/own-variables';
import { platformOf } from '../ingress/ingress-platforms';
import { exposures } from '../network/services';
import { portsOf } from '../workload/ports';
import { decideRollout } from '../workload/rollout';
import { sizedResources } from '../workload/sizing';
import { waitedTargets } from './pod-containers';
import { furtherServices, servedPorts, servicePorts } from './pod-ports';
import { DecidedProps } from './props';
import { ownFiles } from './secret-deliveries';
import { tracingTargets } from './tracing';
import { withTracing } from './tracing-variables';
import { mirrored } from '../../pods/registry';

type Labels = Readonly<Record<string, string>>;

/** A backend with every default decided, from which its objects are rendered. */
export interface Backend extends ReturnType<typeof backendOf> {}

/** Decides every default that depends on other props. */
export function backendOf(name: string, namespace: string | undefined, given: DecidedProps) {
  const { adopt, owner, partOf = namespace } = given;
  const isServed = given.port !== undefined;
  const selector: Labels = adopt?.selector ?? selectorLabels(name);
  const ownLabels: Labels = {
    ...objectLabels(name, { component: isServed ? 'backend' : 'worker', partOf, owner }),
    ...selector,
  };
  const labels: Labels = { ...given.labels, ...ownLabels };
  const annotations: Labels = { ...given.annotations, ...ignoreCheckAnnotations(given.ignoreChecks) };
  const mounts = decideMounts(given.mounts);
  const props = { ...given, ...mirroredImages(given), mounts, files: withTemplateFiles(given) };
  const resources = sizedResources(given);
  const ofService = servicePorts(given);
  const version = versionLabel(given.image);
  const traced = { name, namespace, partOf, version };
  const variables = withTracing(ownVariables(given, resources), given, traced);
  return {
    name,
    namespace,
    /** The props as they are given, with the defaults that do not depend on others. */
    given,
    /** The props, with the mounts and the files that others of them need. */
    props,
    /** The name of the Deployment, which another one may have had before. */
    deploymentName: adopt?.deployment ?? name,
    /** The name of the Service, by which clients and routes call it. */
    serviceName: adopt?.service ?? name,
    partOf,
    /** The labels that the construct sets itself. No prop may set them. */
    ownLabels,
    /** The label with the image's version; empty for an image without a tag. */
    version,
    /** The metadata of every object. The names of Deployment, Service and ServiceAccount may be adopted. */
    metadata: { name, namespace, labels, annotations },
    selector,
    serviceAccountName: given.serviceAccountName ?? adopt?.serviceAccount ?? name,
    ports: portsOf(given),
    /** The TCP ports that the Service leads to. */
    servedPorts: servedPorts(ofService),
    /** The ports of the Service. */
    servicePorts: ofService,
    furtherServices: furtherServices(given),
    rollout: decideRollout(given, {
      startupSeconds: given.startupSeconds,
      preStopSleepSeconds: stopDelaySeconds(given),
    }),
    resources,
    variables,
    mounts,
    /** The files of the service's own volumes. */
    ownFiles: ownFiles(props),
    targets: targetsOf(given, variables),
  };
}

/** Lists the targets that pods with these variables connect to. */
export function targetsOf(props: DecidedProps, variables: Environment): DecidedTarget[] {
  const { waitFor, egressTo = [], workloadIdentity } = props;
  const own = [...tracingTargets(props), ...egressTo, ...identityTargets(workloadIdentity)];
  return [...endpointsOf(variables), ...waitFor.flatMap(waitedTargets), ...own];
}

/**
 * True if a load balancer of a cloud sends to the pods themselves, which takes longer than kube-proxy to hear that one ends
 * (aws-load-balancer-controller#2106).
 */
function hasPodTargets(props: DecidedProps): boolean {
  const byService = exposures(props).some((one) => one.type === 'LoadBalancer' && one.platform === 'aws');
  return byService || props.ingress.some((one) => platformOf(one).isCloud);
}

/** Returns the time that clients need to hear that a pod ends; a worker has none. */
function stopDelaySeconds(props: DecidedProps): number {
  if (props.port === undefined) return 0;
  return hasPodTargets(props) ? 30 : 10;
}

/** Returns the files with those that values of the environment need, unless the service has others there. */
function withTemplateFiles(props: DecidedProps): Files {
  const containers = [...Object.values({ ...props.initContainers, ...props.sidecars }), props];
  return Object.assign({}, ...containers.map(templateFiles), props.files) as Files;
}

/** Returns the images of all containers as the mirror has them. */
function mirroredImages(props: DecidedProps): Pick<DecidedProps, 'image' | 'initContainers' | 'sidecars'> {
  const named = <One extends { readonly image: string }>(containers: Readonly<Record<string, One>>) =>
    Object.fromEntries(
      Object.entries(containers).map(([name, one]) => [name, { ...one, image: mirrored(one.image, props) }]),
    );
  return {
    image: mirrored(props.image, props),
    initContainers: named(props.initContainers),
    sidecars: named(props.sidecars),
  };
}
