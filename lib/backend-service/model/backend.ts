import { objectLabels, selectorLabels, versionLabel } from '../../kubernetes/labels';
import { DecidedTarget } from '../../network/peers';
import { ignoreCheckAnnotations } from '../../pods/metadata';
import { templateFiles, endpointsOf, Environment } from '../config/environment-variables';
import { Files } from '../config/files';
import { decideMounts } from '../config/mounts';
import { ownVariables } from '../config/own-variables';
import { platformOf } from '../ingress/ingress-platforms';
import { exposures } from '../network/services';
import { portsOf } from '../workload/ports';
import { decideRollout } from '../workload/rollout';
import { sizedResources } from '../workload/sizing';
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
  const selector: Labels = adopt?.selector ?? selectorLabels(name);
  const ownLabels: Labels = { ...objectLabels(name, { component: 'backend', partOf, owner }), ...selector };
  const labels: Labels = { ...given.labels, ...ownLabels };
  const annotations: Labels = { ...given.annotations, ...ignoreCheckAnnotations(given.ignoreChecks) };
  const mounts = decideMounts(given.mounts);
  const props = { ...given, ...mirroredImages(given), mounts, files: withTemplateFiles(given) };
  const resources = sizedResources(given);
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
    partOf,
    /** The labels that the construct sets itself. No prop may set them. */
    ownLabels,
    /** The label with the image's version; empty for an image without a tag. */
    version,
    /** The metadata of every object but the Deployment, whose name may be adopted. */
    metadata: { name, namespace, labels, annotations },
    selector,
    serviceAccountName: given.serviceAccountName ?? name,
    ports: portsOf(given),
    /** The TCP ports that the Service leads to. */
    servedPorts: servedPorts(given),
    /** The ports of the Service. */
    servicePorts: servicePorts(given),
    furtherServices: furtherServices(given),
    rollout: decideRollout(given, {
      startupSeconds: given.startupSeconds,
      preStopSleepSeconds: hasPodTargets(given) ? 30 : 10,
    }),
    resources,
    variables,
    mounts,
    /** The files of the service's own volumes. */
    ownFiles: ownFiles(props.files),
    targets: targetsOf(given, variables),
  };
}

/** Lists the targets that pods with these variables connect to. */
export function targetsOf(props: DecidedProps, variables: Environment): DecidedTarget[] {
  const { waitFor, egressTo = [] } = props;
  const waited = waitFor.flatMap(({ endpoint }) => endpoint ?? []);
  return [...endpointsOf(variables), ...waited, ...tracingTargets(props), ...egressTo];
}

/**
 * True if a load balancer of a cloud sends to the pods themselves, which takes longer than kube-proxy to hear that one ends
 * (aws-load-balancer-controller#2106).
 */
function hasPodTargets(props: DecidedProps): boolean {
  const { ingress } = props;
  const byService = exposures(props).some((one) => one.type === 'LoadBalancer' && one.platform === 'aws');
  return byService || (ingress !== undefined && platformOf(ingress).isCloud);
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
