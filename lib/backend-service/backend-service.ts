import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../construct/api-object';
import { finishObjects } from '../construct/overrides';
import { placed } from '../construct/placed';
import { serviceNameProblem } from '../kubernetes/names';
import { NetworkEndpoint } from '../network/endpoint';
import { withImageDefaults } from '../pods/defaults';
import { decided } from '../props/schema';
import { deploymentFields } from './deployment';
import { addJobs } from './job-objects';
import { overridableGroups } from './model/output';
import { withPlatform } from './model/platform';
import { backend, backendChecks, BackendServiceProps } from './model/props';
import { addApiAccess, addClaims, addFiles, addMonitor } from './optional-objects';
import { addAutoscaler, addIdentity, addNetworkPolicy, addPodDisruptionBudget } from './pod-objects';
import { BackendKind, reportedBackend } from './reported-backend';
import { addGatewayRoutes, addIngresses } from './route-objects';
import { addFurtherServices, addService } from './service-objects';
import { mainPort } from './workload/ports';

// Stand in for the required props.
const reported = { image: 'reported:1', port: 8080 };

const kind: BackendKind<(typeof backend)['entries']> = {
  table: backend,
  checks: backendChecks,
  words: {
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
  },
  defaults: decided(backend, reported),
  idProblem: serviceNameProblem,
  complete: (props) => props,
  inherited: (construct, given) => withPlatform(construct, withImageDefaults(construct, given)),
};

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
  /** The HTTPRoute that has the name of the service; undefined without it. */
  readonly httpRoute?: ApiObject;
  /** The Ingress that has the name of the service; undefined without it. */
  readonly ingress?: ApiObject;
  /** The HTTPRoutes, GRPCRoutes and Ingresses, in the order of the props. */
  readonly routes: readonly ApiObject[];
  /** The ServiceMonitor or PodMonitor; undefined without `metrics`, or if annotations stand for it. */
  readonly monitor?: ApiObject;
  /** The port that the Service's main port leads to, for the NetworkPolicy of a client. */
  readonly endpoint: NetworkEndpoint;
  /** The Service and its main port, for a route of another service that gives it a part of the requests. */
  readonly backendRef: {
    /** The Service's name. */
    readonly name: string;
    /** The number of its port. */
    readonly port: number;
  };

  constructor(scope: Construct, id: string, given: BackendServiceProps) {
    super(...placed('BackendService', scope, id));
    const model = reportedBackend(this, id, given, kind);
    const { namespace, props, selector } = model;

    this.serviceAccount = addIdentity(this, model);
    this.deployment = apiObject(this, 'deployment', 'Deployment', deploymentFields(model));
    this.service = addService(this, model);
    addFurtherServices(this, model);
    this.networkPolicy = addNetworkPolicy(this, model);
    this.podDisruptionBudget = addPodDisruptionBudget(this, model);
    this.autoscaler = addAutoscaler(this, model);
    addApiAccess(this, model);
    addFiles(this, model);
    addClaims(this, model);
    addJobs(this, model);
    this.routes = [...addGatewayRoutes(this, model), ...addIngresses(this, model)];
    this.httpRoute = this.routes.find(({ kind, name }) => kind === 'HTTPRoute' && name === id);
    this.ingress = this.routes.find(({ kind, name }) => kind === 'Ingress' && name === id);
    this.monitor = addMonitor(this, model);
    this.endpoint = { namespace, labels: selector, port: model.servedPorts[mainPort] ?? reported.port };
    this.backendRef = { name: model.serviceName, port: props.servicePort };

    finishObjects(this, props.overrides, overridableGroups);
  }
}
