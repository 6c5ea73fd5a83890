import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { k8s } from '../imports/k8s';
import { Backend, deploymentSpec, networkPolicySpec, oneAtATime, preStopSleep } from './backend-specs';
import { ComposedValue } from './composed-value';
import { Endpoint } from './endpoint';
import { checkEnvironment, endpointsOf } from './environment-variables';
import { checkExposure, drainSeconds, Exposure, exposureAnnotations, serviceSpec } from './exposure';
import { Findings } from './findings';
import { checkHealth, Health } from './health';
import { imageProblem } from './image';
import { defaultKubernetes, kubernetesProblem, KubernetesVersion } from './kubernetes-version';
import { objectLabels, selectorLabels, versionLabel } from './labels';
import { serviceNameProblem } from './names';
import { integerProblem } from './numbers';
import { checkPorts, mainPort } from './ports';
import { addRenderedFields } from './rendered-fields';
import { checkResources, Resources, withDefaults } from './resources';
import { autoscalerSpec, checkReplicas, leastReplicas, Replicas } from './scale';
import { SecretKey } from './secret-ref';
import { Spreading } from './spreading';

const defaultResources: Resources = {
  requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
  // A generous ceiling on CPU: several times the request, so that it throttles runaways and nothing else.
  limits: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '1Gi' },
};

export interface BackendServiceProps {
  /** The container image, with a tag other than `latest` or a digest. */
  readonly image: string;
  /** The port that the application listens on, from 1 to 65535; the variable `PORT` tells the application. Named `http`. */
  readonly port: number;
  /**
   * Further ports by name, such as `{ admin: 9000 }`; the Service has them under the same numbers.
   * @default - none
   */
  readonly ports?: Readonly<Record<string, number>>;
  /**
   * The number of pods, or the range in which it follows the load.
   * @default 2
   */
  readonly replicas?: Replicas;
  /**
   * Environment variables that are no secrets, and values composed of secrets, such as a database's connection.
   * @default - `PORT` alone
   */
  readonly env?: Readonly<Record<string, string | ComposedValue>>;
  /**
   * Environment variables that are keys of Secrets.
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, SecretKey>>;
  /**
   * The path that says whether a pod can serve, or that and the one that says whether it is alive.
   * @default - ready when the port accepts a connection
   */
  readonly health?: string | Health;
  /**
   * How long a pod may take until its port is open, in seconds.
   * @default 60
   */
  readonly startupSeconds?: number;
  /**
   * How long the application may take to end after SIGTERM, in seconds, until it is killed.
   * @default 30
   */
  readonly shutdownSeconds?: number;
  /**
   * How the Service is reached.
   * @default - inside the cluster
   */
  readonly expose?: Exposure;
  /**
   * What the application connects to, besides DNS and the endpoints of its `env`.
   * @default - nothing
   */
  readonly egress?: readonly (Endpoint | 'internet')[];
  /**
   * What the container asks for, and at most gets.
   * @default - requests 100m CPU, 256Mi memory, 64Mi ephemeral storage; limits 1 CPU, as much memory, 1Gi ephemeral storage
   */
  readonly resources?: Resources;
  /**
   * Whether two pods may share a node when there is no other room.
   * @default 'preferred'
   */
  readonly spreading?: Spreading;
  /**
   * The user, group and file system group that the container runs as, from 1.
   * @default 10001
   */
  readonly userId?: number;
  /**
   * The value of the label `app.kubernetes.io/part-of`.
   * @default - the namespace
   */
  readonly partOf?: string;
  /**
   * The oldest Kubernetes that must accept the output.
   * @default '1.30'
   */
  readonly kubernetes?: KubernetesVersion;
}

/**
 * A stateless HTTP backend with production defaults: a Deployment that rolls without losing requests, its Service, ServiceAccount
 * without rights, NetworkPolicy, PodDisruptionBudget and, when asked, HorizontalPodAutoscaler. Everything is named after the
 * construct's id.
 */
export class BackendService extends Construct {
  readonly serviceAccount: k8s.KubeServiceAccount;
  readonly deployment: k8s.KubeDeployment;
  readonly service: k8s.KubeService;
  readonly networkPolicy: k8s.KubeNetworkPolicy;
  /** Undefined for less than two pods, of which a budget would block every drain. */
  readonly podDisruptionBudget?: k8s.KubePodDisruptionBudget;
  readonly autoscaler?: k8s.KubeHorizontalPodAutoscalerV2;
  /** The pods' main port, for the NetworkPolicy of whoever connects to it. */
  readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, props: BackendServiceProps) {
    super(scope, id);
    const namespace = Chart.of(this).namespace;
    const backend = resolve(id, namespace, props);
    const { labels, selector, ports, replicas, exposure } = backend;
    const metadata = { name: id, namespace, labels };
    check(new Findings(this), props, backend);

    this.serviceAccount = new k8s.KubeServiceAccount(this, 'service-account', {
      metadata,
      automountServiceAccountToken: false,
    });
    this.deployment = new k8s.KubeDeployment(this, 'deployment', {
      metadata: { ...metadata, labels: { ...labels, ...versionLabel(props.image) } },
      spec: deploymentSpec(backend),
    });
    addRenderedFields(this.deployment, preStopSleep(backend));
    this.service = new k8s.KubeService(this, 'service', {
      metadata: { ...metadata, annotations: exposureAnnotations(exposure) },
      spec: serviceSpec(selector, ports, exposure),
    });
    this.networkPolicy = new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata,
      spec: networkPolicySpec(backend),
    });
    if (leastReplicas(replicas) >= 2) {
      this.podDisruptionBudget = new k8s.KubePodDisruptionBudget(this, 'pod-disruption-budget', {
        metadata,
        spec: oneAtATime(selector),
      });
    }
    if (typeof replicas !== 'number') {
      this.autoscaler = new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
        metadata,
        spec: autoscalerSpec(id, replicas),
      });
    }
    this.endpoint = { namespace, labels: selector, port: props.port };
  }
}

function resolve(name: string, namespace: string | undefined, props: BackendServiceProps): Backend {
  const exposure = props.expose ?? { type: 'ClusterIP' };
  const port = { PORT: String(props.port) };
  const variables = { secrets: props.secrets, env: { ...port, ...props.env } };
  return {
    name,
    image: props.image,
    labels: objectLabels(name, { component: 'backend', partOf: props.partOf ?? namespace }),
    selector: selectorLabels(name),
    ports: { [mainPort]: props.port, ...props.ports },
    replicas: props.replicas ?? 2,
    variables,
    targets: [...endpointsOf(variables), ...(props.egress ?? [])],
    health: props.health,
    startupSeconds: props.startupSeconds ?? 60,
    drainSeconds: drainSeconds(exposure),
    shutdownSeconds: props.shutdownSeconds ?? 30,
    exposure,
    resources: withDefaults(props.resources, defaultResources),
    spreading: props.spreading ?? 'preferred',
    userId: props.userId ?? 10001,
    kubernetes: props.kubernetes ?? defaultKubernetes,
  };
}

function check(findings: Findings, props: BackendServiceProps, backend: Backend): void {
  findings.add('id', serviceNameProblem(backend.name));
  findings.add('image', imageProblem(props.image));
  checkPorts(findings, backend.ports);
  checkReplicas(findings, backend.replicas);
  checkEnvironment(findings, { env: props.env, secrets: props.secrets });
  checkHealth(findings, props.health);
  checkExposure(findings, backend.exposure, backend.ports);
  checkResources(findings, backend.resources);
  findings.add('startupSeconds', integerProblem(backend.startupSeconds, 1));
  findings.add('shutdownSeconds', integerProblem(backend.shutdownSeconds, 1));
  findings.add('userId', integerProblem(backend.userId, 1));
  findings.add('kubernetes', kubernetesProblem(backend.kubernetes));
}
