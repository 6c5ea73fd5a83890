import type * as k8s from '../../../imports/k8s';
import { defaultKubernetes, KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { objectLabels, selectorLabels } from '../../kubernetes/labels';
import { Resources } from '../../kubernetes/resources';
import { composedFiles, EnvironmentProps, endpointsOf } from '../config/environment-variables';
import { health } from '../workload/health';
import { identityAnnotations } from '../workload/identity';
import { decided } from '../../props/schema';
import { relaxAnnotations } from '../../pods/metadata';
import { decideMounts, Mounts } from '../config/mounts';
import { ownVariables } from '../config/own-variables';
import { ResolvedTarget, resolvedTargets } from '../../network/peers';
import { portsOf } from '../workload/ports';
import { BackendServiceProps } from './props';
import { decideRollout, drainSeconds, Rollout, rollout } from '../workload/rollout';
import { Replicas } from '../workload/scale';
import { ownFiles } from './secret-deliveries';
import { Exposure } from '../network/exposure';
import { platformOf } from '../ingress/ingress-platforms';
import { sizedResources } from '../workload/sizing';

type Labels = Readonly<Record<string, string>>;

/** A backend with every default decided: what its objects are made of. */
export interface Backend {
  readonly name: string;
  readonly namespace: string | undefined;
  /** As given, but for the files that are brought by volumes which are not the service's own. */
  readonly props: BackendServiceProps;
  readonly given: BackendServiceProps;
  readonly kubernetes: KubernetesVersion;
  readonly partOf: string | undefined;
  /** The labels that the construct sets itself, which nobody else may set. */
  readonly ownLabels: Labels;
  /** The metadata of every object but the Deployment, whose name may be adopted. */
  readonly metadata: k8s.ObjectMeta & { readonly annotations: Labels };
  readonly labels: Labels;
  readonly selector: Labels;
  readonly serviceAccountName: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly replicas: Replicas;
  readonly exposure: Exposure;
  readonly rollout: Rollout;
  readonly resources: Resources;
  readonly variables: EnvironmentProps;
  readonly mounts: Mounts;
  readonly targets: readonly ResolvedTarget[];
}

/** Decides every default. */
export function backendOf(name: string, namespace: string | undefined, props: BackendServiceProps): Backend {
  const given = withComposedFiles(props);
  const exposure = given.expose ?? { type: 'ClusterIP' };
  const partOf = given.partOf ?? namespace;
  const ports = portsOf(given);
  const selector = given.adopt?.selector ?? selectorLabels(name);
  const ownLabels = { ...objectLabels(name, { component: 'backend', partOf, owner: given.owner }), ...selector };
  const labels = { ...given.labels, ...ownLabels };
  const resources = sizedResources(given);
  const variables = ownVariables(given, resources);
  const annotations = { ...given.annotations, ...relaxAnnotations(given.relax) };
  return {
    name,
    namespace,
    props: { ...given, files: ownFiles(given.files) },
    given,
    kubernetes: given.kubernetes ?? defaultKubernetes,
    partOf,
    ownLabels,
    metadata: { name, namespace, labels, annotations },
    labels,
    selector,
    serviceAccountName: given.existingServiceAccount ?? name,
    ports,
    replicas: given.replicas ?? 2,
    exposure,
    rollout: decideRollout(decided(rollout, given), {
      startupSeconds: decided(health, given).startupSeconds,
      preStopSleepSeconds: drainSeconds(hasPodTargets(given)),
    }),
    resources,
    variables,
    mounts: decideMounts(given),
    targets: targetsOf(given, variables),
  };
}

/** True if a load balancer of a cloud sends to the pods themselves. */
function hasPodTargets({ expose, ingress }: BackendServiceProps): boolean {
  const byService = expose?.type === 'LoadBalancer' && expose.platform === 'aws';
  return byService || (ingress !== undefined && platformOf(ingress).isCloud);
}

/** Lists the targets that pods with these variables connect to. */
export function targetsOf(given: BackendServiceProps, variables: EnvironmentProps): ResolvedTarget[] {
  return [
    ...endpointsOf(variables),
    ...(given.waitFor ?? []).flatMap(({ endpoint }) => (endpoint === undefined ? [] : [endpoint])),
    ...resolvedTargets(given.egress ?? []),
  ];
}

/** The files that values of the environment need are the service's own, unless it has others there. */
function withComposedFiles(props: BackendServiceProps): BackendServiceProps {
  const containers = [...Object.values({ ...props.initContainers, ...props.sidecars }), props];
  const files = Object.assign({}, ...containers.map(composedFiles)) as ReturnType<typeof composedFiles>;
  return Object.keys(files).length === 0 ? props : { ...props, files: { ...files, ...props.files } };
}

/** The ServiceAccount's annotations, by which a cloud knows it. */
export function serviceAccountAnnotations({ metadata, props }: Backend): Labels {
  return { ...metadata.annotations, ...identityAnnotations(props.cloudIdentity) };
}
