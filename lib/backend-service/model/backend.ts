import type * as k8s from '../../../imports/k8s';
import { objectLabels, selectorLabels, versionLabel } from '../../kubernetes/labels';
import { Resources } from '../../kubernetes/resources';
import { ResolvedTarget, resolvedTargets } from '../../network/peers';
import { ignoreCheckAnnotations } from '../../pods/metadata';
import { templateFiles, endpointsOf, Environment } from '../config/environment-variables';
import { Files } from '../config/files';
import { decideMounts, Mounts } from '../config/mounts';
import { ownVariables } from '../config/own-variables';
import { platformOf } from '../ingress/ingress-platforms';
import { Ports, portsOf } from '../workload/ports';
import { decideRollout, drainSeconds, Rollout } from '../workload/rollout';
import { sizedResources } from '../workload/sizing';
import { DecidedProps } from './props';
import { ownFiles } from './secret-deliveries';

type Labels = Readonly<Record<string, string>>;

/** A backend with every default decided, from which its objects are rendered. */
export interface Backend {
  readonly name: string;
  readonly namespace: string | undefined;
  /** The props, with the mounts and the files that others of them need. */
  readonly props: DecidedProps;
  /** The name of the Deployment, which another one may have had before. */
  readonly deploymentName: string;
  readonly partOf: string | undefined;
  /** The labels that the construct sets itself. No prop may set them. */
  readonly ownLabels: Labels;
  /** The label with the image's version; empty for an image without a tag. */
  readonly version: Labels;
  /** The metadata of every object but the Deployment, whose name may be adopted. */
  readonly metadata: k8s.ObjectMeta & { readonly labels: Labels; readonly annotations: Labels };
  readonly selector: Labels;
  readonly serviceAccountName: string;
  readonly ports: Ports;
  readonly rollout: Rollout;
  readonly resources: Resources;
  readonly variables: Environment;
  readonly mounts: Mounts;
  /** The files of the service's own volumes. */
  readonly ownFiles: Files;
  readonly targets: readonly ResolvedTarget[];
}

/** Decides every default that depends on other props. */
export function backendOf(name: string, namespace: string | undefined, given: DecidedProps): Backend {
  const { adopt, owner, partOf = namespace } = given;
  const mounts = decideMounts(given.mounts);
  const props = { ...given, mounts, files: withTemplateFiles(given) };
  const selector = adopt?.selector ?? selectorLabels(name);
  const ownLabels = { ...objectLabels(name, { component: 'backend', partOf, owner }), ...selector };
  const resources = sizedResources(given);
  const variables = ownVariables(given, resources);
  return {
    name,
    namespace,
    props,
    deploymentName: adopt?.deployment ?? name,
    partOf,
    ownLabels,
    version: versionLabel(given.image),
    metadata: {
      name,
      namespace,
      labels: { ...given.labels, ...ownLabels },
      annotations: { ...given.annotations, ...ignoreCheckAnnotations(given.ignoreChecks) },
    },
    selector,
    serviceAccountName: given.serviceAccountName ?? name,
    ports: portsOf(given),
    rollout: decideRollout(given, {
      startupSeconds: given.startupSeconds,
      preStopSleepSeconds: drainSeconds(hasPodTargets(given)),
    }),
    resources,
    variables,
    mounts,
    ownFiles: ownFiles(props.files),
    targets: targetsOf(given, variables),
  };
}

/** Lists the targets that pods with these variables connect to. */
export function targetsOf({ waitFor, egress = [] }: DecidedProps, variables: Environment): ResolvedTarget[] {
  return [...endpointsOf(variables), ...waitFor.flatMap(({ endpoint }) => endpoint ?? []), ...resolvedTargets(egress)];
}

/** True if a load balancer of a cloud sends to the pods themselves. */
function hasPodTargets({ expose, ingress }: DecidedProps): boolean {
  const byService = expose.type === 'LoadBalancer' && expose.platform === 'aws';
  return byService || (ingress !== undefined && platformOf(ingress).isCloud);
}

/** Returns the files with those that values of the environment need, unless the service has others there. */
function withTemplateFiles(props: DecidedProps): Files {
  const containers = [...Object.values({ ...props.initContainers, ...props.sidecars }), props];
  return Object.assign({}, ...containers.map(templateFiles), props.files) as Files;
}
