import { k8s } from '../imports/k8s';
import { Endpoint } from './endpoint';
import { EnvironmentVariables, environmentVariables } from './environment-variables';
import { Exposure } from './exposure';
import { Health, probes } from './health';
import { hasFeatureOf, KubernetesVersion } from './kubernetes-version';
import { versionLabel } from './labels';
import { dnsEgress, endpointEgress, internetEgress, tcpPort } from './network-peers';
import { containerResources, Resources } from './resources';
import { Replicas } from './scale';
import { restrictedContainer, restrictedPod } from './security-context';
import { hostAntiAffinity, Spreading, topologySpread } from './spreading';

type Labels = Readonly<Record<string, string>>;

/** A BackendService's props with every default decided. */
export interface Backend {
  readonly name: string;
  readonly image: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly ports: Readonly<Record<string, number>>;
  readonly replicas: Replicas;
  readonly variables: EnvironmentVariables;
  readonly targets: readonly (Endpoint | 'internet')[];
  readonly health: string | Health | undefined;
  readonly startupSeconds: number;
  readonly drainSeconds: number;
  readonly shutdownSeconds: number;
  readonly exposure: Exposure;
  readonly resources: Resources;
  readonly spreading: Spreading;
  readonly userId: number;
  readonly kubernetes: KubernetesVersion;
}

/** The Deployment: a new pod serves before an old one ends. */
export function deploymentSpec(backend: Backend): k8s.DeploymentSpec {
  return {
    ...(typeof backend.replicas === 'number' ? { replicas: backend.replicas } : {}),
    selector: { matchLabels: backend.selector },
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(0), maxSurge: k8s.IntOrString.fromString('25%') },
    },
    minReadySeconds: 10,
    progressDeadlineSeconds: 600,
    revisionHistoryLimit: 5,
    template: {
      metadata: { labels: { ...backend.labels, ...versionLabel(backend.image), ...clientLabels(backend) } },
      spec: podSpec(backend),
    },
  };
}

/**
 * The wait before SIGTERM in which the pod still serves while everything that sends to it hears that it ends. The kubelet's own
 * sleep, which needs no program in the image, is on by default from Kubernetes 1.30; before, the image's `sleep` is run.
 */
export function preStopSleep(backend: Backend): Record<string, unknown> {
  const seconds = backend.drainSeconds;
  const preStop = hasFeatureOf(backend.kubernetes, '1.30')
    ? { sleep: { seconds } }
    : { exec: { command: ['sleep', String(seconds)] } };
  return { spec: { template: { spec: { containers: [{ lifecycle: { preStop } }] } } } };
}

/**
 * Who may connect: the pods of the namespace, or everybody where the Service is reached from outside, for a node or a load balancer
 * puts its own address in the place of the caller's. And where the pods may connect to.
 */
export function networkPolicySpec(backend: Backend): k8s.NetworkPolicySpec {
  const from = backend.exposure.type === 'ClusterIP' ? { from: [{ podSelector: {} }] } : {};
  return {
    podSelector: { matchLabels: backend.selector },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ ...from, ports: Object.values(backend.ports).map(tcpPort) }],
    egress: [
      dnsEgress(),
      ...distinct(backend.targets.map((to) => (to === 'internet' ? internetEgress() : endpointEgress(to)))),
    ],
  };
}

/** A budget that always lets one pod go, and pods that are not ready anyway. */
export function oneAtATime(selector: Labels): k8s.PodDisruptionBudgetSpec {
  return {
    maxUnavailable: k8s.IntOrString.fromNumber(1),
    selector: { matchLabels: selector },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
}

function podSpec(backend: Backend): k8s.PodSpec {
  return {
    serviceAccountName: backend.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: backend.drainSeconds + backend.shutdownSeconds + 5,
    securityContext: restrictedPod(backend.userId),
    // Two dots make a name absolute enough: without it every name of another domain is tried with each search domain first.
    dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    topologySpreadConstraints: topologySpread(backend.selector, { spreading: backend.spreading, perRevision: true }),
    affinity: hostAntiAffinity(backend.selector, backend.spreading),
    containers: [container(backend)],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('256Mi') } }],
  };
}

function container(backend: Backend): k8s.Container {
  return {
    name: backend.name,
    image: backend.image,
    imagePullPolicy: 'Always',
    ports: Object.entries(backend.ports).map(([name, containerPort]) => ({ name, containerPort, protocol: 'TCP' })),
    env: environmentVariables(backend.variables),
    ...probes(backend.health, backend.startupSeconds),
    resources: containerResources(backend.resources),
    securityContext: restrictedContainer(),
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
}

/** The labels by which the targets' own policies let the pods in. */
function clientLabels(backend: Backend): Labels {
  return Object.assign({}, ...backend.targets.map((to) => (to === 'internet' ? {} : to.clientLabels))) as Labels;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
