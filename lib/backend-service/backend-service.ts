import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cdk8s } from '../../imports/cdk8s';
import { reportIssues } from '../construct/reported-issues';
import { apiObject } from '../construct/api-object';
import { oneAtATime } from './workload/availability';
import { backendOf, serviceAccountAnnotations } from './model/backend';
import { checkBackend } from './model/checks';
import { deploymentProps, scaleTarget } from './deployment';
import { entryPort } from './model/entry-port';
import { addJobs } from './job-objects';
import { networkPolicySpec } from './network-policy';
import { addApiAccess, addClaims, addFiles, addHttpRoute, addIngress, addMonitor } from './objects-on-request';
import { BackendServiceProps, overridableGroups } from './model/props';
import { autoscalerSpec, leastReplicas } from './workload/scale';
import { serviceAnnotations, serviceSpec } from './network/service';
import { soundProps } from './model/sound-props';
import { withDns } from '../network/set-dns';
import { finishObjects } from '../construct/overrides';
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
  readonly serviceAccount?: ApiObject;
  readonly deployment: ApiObject;
  readonly service: ApiObject;
  readonly networkPolicy?: ApiObject;
  /** Undefined for less than two pods, of which a budget would block every drain. */
  readonly podDisruptionBudget?: ApiObject;
  readonly autoscaler?: ApiObject;
  readonly httpRoute?: ApiObject;
  readonly ingress?: ApiObject;
  /** The ServiceMonitor or PodMonitor. */
  readonly monitor?: ApiObject;
  /** The port that the Service's main port leads to, for the NetworkPolicy of whoever connects to it. */
  readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, given: BackendServiceProps) {
    super(...placed('BackendService', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const props = withDns(this, soundProps(findings, given));
    const backend = backendOf(id, cdk8s().Chart.of(this).namespace, props);
    const { metadata, selector, replicas, ports } = backend;
    checkBackend(findings, backend);

    if (props.existingServiceAccount === undefined) {
      this.serviceAccount = apiObject(this, 'service-account', 'ServiceAccount', {
        metadata: { ...metadata, annotations: serviceAccountAnnotations(backend) },
        automountServiceAccountToken: false,
      });
    }
    this.deployment = apiObject(this, 'deployment', 'Deployment', deploymentProps(backend));
    this.service = apiObject(this, 'service', 'Service', {
      metadata: { ...metadata, annotations: { ...metadata.annotations, ...serviceAnnotations(props) } },
      spec: serviceSpec(props, selector, ports),
    });
    if (props.networkPolicy !== false) {
      const spec = networkPolicySpec(backend);
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', { metadata, spec });
    }
    if (props.podDisruptionBudget !== false && leastReplicas(replicas) >= 2) {
      const spec = oneAtATime(selector);
      this.podDisruptionBudget = apiObject(this, 'pod-disruption-budget', 'PodDisruptionBudget', { metadata, spec });
    }
    if (typeof replicas === 'object') {
      const spec = autoscalerSpec(scaleTarget(backend), replicas);
      this.autoscaler = apiObject(this, 'autoscaler', 'HorizontalPodAutoscaler', { metadata, spec });
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
