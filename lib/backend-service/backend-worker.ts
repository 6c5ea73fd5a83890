import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../construct/api-object';
import { finishObjects } from '../construct/overrides';
import { placed } from '../construct/placed';
import { dnsLabelProblem } from '../kubernetes/names';
import { CallerPods } from '../network/endpoint';
import { withImageDefaults } from '../pods/defaults';
import { decided } from '../props/schema';
import { deploymentFields } from './deployment';
import { addJobs } from './job-objects';
import { workerGroups } from './model/output';
import { backend, BackendWorkerProps, unserved, worker, workerChecks } from './model/props';
import { addApiAccess, addClaims, addFiles, addMonitor } from './optional-objects';
import { addAutoscaler, addIdentity, addNetworkPolicy, addPodDisruptionBudget } from './pod-objects';
import { BackendKind, reportedBackend } from './reported-backend';

const kind: BackendKind<(typeof worker)['entries']> = {
  table: worker,
  checks: workerChecks,
  words: {
    of: 'a BackendWorker',
    example: '{ image }',
    otherwise: 'leave it out, or write it in overrides',
    elsewhere: {
      props: Object.keys(backend.entries).filter((name) => !Object.hasOwn(worker.entries, name)),
      write: 'leave it out, or write a BackendService, which clients connect to',
    },
    synonyms: { secret: 'secrets', probes: 'health', readinessProbe: 'health', livenessProbe: 'health' },
  },
  defaults: decided(worker, { image: 'reported:1' }),
  idProblem: (id) => dnsLabelProblem(id),
  complete: (props) => ({ ...unserved, ...props }),
  inherited: withImageDefaults,
};

/**
 * A program without clients, such as the reader of a queue: what a BackendService is without a port. It has no Service, no route and no
 * variable `PORT`, its NetworkPolicy lets in Prometheus alone, and it has no probes but those that are given. Rollouts, scaling, jobs,
 * egress and all else are as there. Every object is named after the construct's id.
 */
export class BackendWorker extends Construct {
  /** The ServiceAccount of the pods; undefined if `serviceAccountName` is set. */
  readonly serviceAccount?: ApiObject;
  /** The Deployment. */
  readonly deployment: ApiObject;
  /** The NetworkPolicy of the pods; undefined if `networkPolicy` is false. */
  readonly networkPolicy?: ApiObject;
  /** The PodDisruptionBudget; undefined for less than two pods, of which a budget would block every drain. */
  readonly podDisruptionBudget?: ApiObject;
  /** The HorizontalPodAutoscaler; undefined if `replicas` is a number. */
  readonly autoscaler?: ApiObject;
  /** The PodMonitor; undefined without `metrics`, or if annotations stand for it. */
  readonly monitor?: ApiObject;
  /** The pods, for the NetworkPolicy of a service that they connect to. */
  readonly pods: CallerPods;

  constructor(scope: Construct, id: string, given: BackendWorkerProps) {
    super(...placed('BackendWorker', scope, id));
    const model = reportedBackend(this, id, given, kind);
    const { namespace, props, selector: labels } = model;

    this.serviceAccount = addIdentity(this, model);
    this.deployment = apiObject(this, 'deployment', 'Deployment', deploymentFields(model));
    this.networkPolicy = addNetworkPolicy(this, model);
    this.podDisruptionBudget = addPodDisruptionBudget(this, model);
    this.autoscaler = addAutoscaler(this, model);
    addApiAccess(this, model);
    addFiles(this, model);
    addClaims(this, model);
    addJobs(this, model);
    this.monitor = addMonitor(this, model);
    this.pods = { namespace, labels };

    finishObjects(this, props.overrides, workerGroups);
  }
}
