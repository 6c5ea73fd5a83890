import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { k8s } from '../../imports/k8s';
import { reportIssues } from '../construct/reported-issues';
import { oneAtATime } from './workload/availability';
import { backendOf, serviceAccountAnnotations } from './model/backend';
import { checkBackend } from './model/checks';
import { deploymentFields, deploymentProps, scaleTarget } from './deployment';
import { entryPort } from './model/entry-port';
import { addJobs } from './job-objects';
import { networkPolicySpec } from './network-policy';
import { addApiAccess, addClaims, addFiles, addHttpRoute, addIngress, addMonitor } from './objects-on-request';
import { BackendServiceProps, overridableGroups } from './model/props';
import { autoscalerSpec, leastReplicas } from './workload/scale';
import { serviceAnnotations, serviceFields, serviceSpec } from './network/service';
import { soundProps } from './model/sound-props';
import { withDns } from '../network/set-dns';
import { completeObject, finishObjects } from '../construct/overrides';
import { Endpoint } from '../network/endpoint';
import { Findings } from '../findings/findings';
import { placed } from '../construct/placed';

/**
 * A stateless HTTP backend with production defaults: a Deployment that rolls without losing requests, its Service, ServiceAccount
 * without rights, NetworkPolicy and PodDisruptionBudget; and, when asked, autoscaler, jobs, routes and monitoring. Everything is named
 * after the construct's id.
 */
export class BackendService extends Construct {
  /** Undefined where one that exists is used. */
  readonly serviceAccount?: k8s.KubeServiceAccount;
  readonly deployment: k8s.KubeDeployment;
  readonly service: k8s.KubeService;
  readonly networkPolicy?: k8s.KubeNetworkPolicy;
  /** Undefined for less than two pods, of which a budget would block every drain. */
  readonly podDisruptionBudget?: k8s.KubePodDisruptionBudget;
  readonly autoscaler?: k8s.KubeHorizontalPodAutoscalerV2;
  readonly httpRoute?: ApiObject;
  readonly ingress?: k8s.KubeIngress;
  /** The ServiceMonitor or PodMonitor. */
  readonly monitor?: ApiObject;
  /** The port that the Service's main port leads to, for the NetworkPolicy of whoever connects to it. */
  readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, given: BackendServiceProps) {
    super(...placed('BackendService', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const props = withDns(this, soundProps(findings, given));
    const backend = backendOf(id, Chart.of(this).namespace, props);
    const { metadata, selector, replicas, ports } = backend;
    checkBackend(findings, backend);

    if (props.existingServiceAccount === undefined) {
      this.serviceAccount = new k8s.KubeServiceAccount(this, 'service-account', {
        metadata: { ...metadata, annotations: serviceAccountAnnotations(backend) },
        automountServiceAccountToken: false,
      });
    }
    this.deployment = new k8s.KubeDeployment(this, 'deployment', deploymentProps(backend));
    completeObject(this.deployment, deploymentFields(backend));
    this.service = new k8s.KubeService(this, 'service', {
      metadata: { ...metadata, annotations: { ...metadata.annotations, ...serviceAnnotations(props) } },
      spec: serviceSpec(props, selector, ports),
    });
    completeObject(this.service, serviceFields(props));
    if (props.networkPolicy !== false) {
      const spec = networkPolicySpec(backend);
      this.networkPolicy = new k8s.KubeNetworkPolicy(this, 'network-policy', { metadata, spec });
    }
    if (props.podDisruptionBudget !== false && leastReplicas(replicas) >= 2) {
      const spec = oneAtATime(selector);
      this.podDisruptionBudget = new k8s.KubePodDisruptionBudget(this, 'pod-disruption-budget', { metadata, spec });
    }
    if (typeof replicas === 'object') {
      const spec = autoscalerSpec(scaleTarget(backend), replicas);
      this.autoscaler = new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', { metadata, spec });
    }
    addApiAccess(this, backend);
    addFiles(this, backend);
    addClaims(this, backend);
    addJobs(this, backend);
    this.httpRoute = addHttpRoute(this, backend);
    this.ingress = addIngress(this, backend);
    this.monitor = addMonitor(this, backend);
    this.endpoint = { namespace: backend.namespace, labels: selector, port: entryPort(props) };

    finishObjects(this, props.overrides, overridableGroups);
  }
}
