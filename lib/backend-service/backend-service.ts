import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../construct/api-object';
import { chartNamespace } from '../construct/chart-namespace';
import { finishObjects } from '../construct/overrides';
import { placed } from '../construct/placed';
import { reportIssues } from '../construct/reported-issues';
import { Findings } from '../findings/findings';
import { serviceNameProblem } from '../kubernetes/names';
import { NetworkEndpoint } from '../network/endpoint';
import { withPlatformUser, withScopeDefaults, workloadDefaults } from '../pods/defaults';
import { addServiceAccount } from '../pods/service-account';
import { parseProps } from '../props/props';
import { decided } from '../props/schema';
import { deploymentFields } from './deployment';
import { addJobs } from './job-objects';
import { backendOf } from './model/backend';
import { checkJobPods } from './model/job-backend';
import { withJobFilesRoot } from './model/jobs';
import { overridableGroups } from './model/output';
import { withPlatform } from './model/platform';
import { areas, backend, BackendServiceProps } from './model/props';
import { networkPolicySpec } from './network/network-policy';
import { addApiAccess, addClaims, addFiles, addHttpRoute, addIngress, addMonitor } from './optional-objects';
import { addFurtherServices, addService } from './service-objects';
import { oneAtATime } from './workload/availability';
import { identityAnnotations } from './workload/identity';
import { mainPort } from './workload/ports';
import { autoscalerSpec, leastReplicas } from './workload/scale';

const words = {
  of: 'a BackendService',
  example: '{ image, port }',
  otherwise: 'leave it out, or write it in overrides',
  synonyms: {
    containerPort: 'port',
    secret: 'secrets',
    secretsFrom: 'envFrom',
    probes: 'health',
    readinessProbe: 'health',
    livenessProbe: 'health',
  },
};

const backendDefaults = [...workloadDefaults, 'registry', 'imagePullSecrets', 'kubernetes', 'dns', 'size'] as const;

// Stand in for props that were reported and left out, so that nothing else is reported for the lack of them.
const defaults = decided(backend, { image: 'reported:1', port: 8080 });

/**
 * A stateless HTTP backend with production defaults: a Deployment that rolls without losing requests, its Service, ServiceAccount
 * without rights, NetworkPolicy and PodDisruptionBudget; and optional autoscaler, jobs, routes and monitoring. Every object is named
 * after the construct's id.
 */
export class BackendService extends Construct {
  /** The ServiceAccount of the pods; undefined if `serviceAccountName` is set. */
  readonly serviceAccount?: ApiObject;
  /** The Deployment. */
  readonly deployment: ApiObject;
  /** The Service. */
  readonly service: ApiObject;
  /** The NetworkPolicy of the pods; undefined if `networkPolicy` is false. */
  readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget; undefined for less than two pods, of which a budget would block every drain. */
  readonly podDisruptionBudget?: ApiObject;
  /** The HorizontalPodAutoscaler; undefined if `replicas` is a number. */
  readonly autoscaler?: ApiObject;
  /** The HTTPRoute; undefined without `httpRoute`. */
  readonly httpRoute?: ApiObject;
  /** The Ingress; undefined without `ingress`. */
  readonly ingress?: ApiObject;
  /** The ServiceMonitor or PodMonitor; undefined without `metrics`, or if annotations stand for it. */
  readonly monitor?: ApiObject;
  /** The port that the Service's main port leads to, for the NetworkPolicy of a client. */
  readonly endpoint: NetworkEndpoint;

  constructor(scope: Construct, id: string, given: BackendServiceProps) {
    super(...placed('BackendService', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const inherited = withPlatform(this, withPlatformUser(this, withScopeDefaults(this, given, backendDefaults)));
    const parsed = parseProps(findings, backend, withJobFilesRoot(this, inherited), words);
    const model = backendOf(id, chartNamespace(this), { ...defaults, ...parsed });
    const { namespace, props, metadata, selector } = model;
    findings.add('id', serviceNameProblem(id));
    for (const { checks } of areas) for (const check of checks) check(findings, model);
    checkJobPods(findings, model);

    const annotations = { ...metadata.annotations, ...identityAnnotations(props.workloadIdentity) };
    this.serviceAccount = addServiceAccount(this, props, { metadata: { ...metadata, annotations } });
    this.deployment = apiObject(this, 'deployment', 'Deployment', deploymentFields(model));
    this.service = addService(this, model);
    addFurtherServices(this, model);
    if (props.networkPolicy) {
      const spec = networkPolicySpec(model);
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', { metadata, spec });
    }
    if (props.podDisruptionBudget && leastReplicas(props.replicas) >= 2) {
      const spec = oneAtATime(selector);
      this.podDisruptionBudget = apiObject(this, 'pod-disruption-budget', 'PodDisruptionBudget', { metadata, spec });
    }
    if (typeof props.replicas === 'object') {
      const hasSidecars = Object.keys(props.sidecars).length > 0;
      const target = { deployment: model.deploymentName, container: id, hasSidecars };
      const spec = autoscalerSpec(target, props.replicas);
      this.autoscaler = apiObject(this, 'autoscaler', 'HorizontalPodAutoscaler', { metadata, spec });
    }
    addApiAccess(this, model);
    addFiles(this, model);
    addClaims(this, model);
    addJobs(this, model);
    this.httpRoute = addHttpRoute(this, model);
    this.ingress = addIngress(this, model);
    this.monitor = addMonitor(this, model);
    this.endpoint = { namespace, labels: selector, port: model.servedPorts[mainPort] };

    finishObjects(this, props.overrides, overridableGroups);
  }
}
