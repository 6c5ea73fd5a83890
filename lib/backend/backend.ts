import { k8s } from '../../imports/k8s';
import { defaultKubernetes, KubernetesVersion } from '../values/kubernetes-version';
import { objectLabels, selectorLabels } from '../values/labels';
import { Resources } from '../values/resources';
import { EnvironmentProps, endpointsOf } from './environment-variables';
import { identityAnnotations } from './identity';
import { relaxAnnotations } from './metadata';
import { Mount, withTemporary } from './mounts';
import { scrapeAnnotations } from './observability';
import { ResolvedTarget, resolvedTargets } from './peers';
import { portsOf } from './ports';
import { BackendServiceProps } from './props';
import { Rollout, rollout } from './rollout';
import { Replicas } from './scale';
import { drainSeconds, Exposure } from './service';
import { heapVariable, sizedResources } from './sizing';

type Labels = Readonly<Record<string, string>>;

/** A backend with every default decided: what its objects are made of. */
export interface Backend {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly props: BackendServiceProps;
  readonly kubernetes: KubernetesVersion;
  readonly partOf: string | undefined;
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
  readonly mounts: Readonly<Record<string, Mount>>;
  readonly targets: readonly ResolvedTarget[];
}

/** Decides every default. */
export function backendOf(name: string, namespace: string | undefined, given: BackendServiceProps): Backend {
  const exposure = given.expose ?? { type: 'ClusterIP' };
  const partOf = given.partOf ?? namespace;
  const ports = portsOf(given);
  const selector = given.adopt?.selector ?? selectorLabels(name);
  const labels = {
    ...given.labels,
    ...objectLabels(name, { component: 'backend', partOf, owner: given.owner }),
    ...selector,
  };
  const variables: EnvironmentProps = {
    secrets: given.secrets,
    secretsFrom: given.secretsFrom,
    env: { PORT: String(given.port), ...heapVariable(given), ...given.env },
  };
  const annotations = { ...given.annotations, ...relaxAnnotations(given.relax) };
  return {
    name,
    namespace,
    props: { ...given, podAnnotations: { ...scrapeAnnotations(given.metrics, ports), ...given.podAnnotations } },
    kubernetes: given.kubernetes ?? defaultKubernetes,
    partOf,
    metadata: { name, namespace, labels, annotations },
    labels,
    selector,
    serviceAccountName: name,
    ports,
    replicas: given.replicas ?? 2,
    exposure,
    rollout: rollout(given, drainSeconds(exposure)),
    resources: sizedResources(given),
    variables,
    mounts: withTemporary(given.mounts),
    targets: [
      ...endpointsOf(variables),
      ...(given.waitFor ?? []).flatMap(({ endpoint }) => (endpoint === undefined ? [] : [endpoint])),
      ...resolvedTargets(given.egress ?? []),
    ],
  };
}

/** The ServiceAccount's annotations, by which a cloud knows it. */
export function serviceAccountAnnotations({ metadata, props }: Backend): Labels {
  return { ...metadata.annotations, ...identityAnnotations(props.cloudIdentity) };
}
