import type { ApiObject, ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import { cdk8s } from '../../imports/cdk8s';
import type * as k8s from '../../imports/k8s';
import { thrownText } from '../findings/thrown';
import { KubernetesManifest } from '../manifests/manifest';
import { withDigests } from './digests';

/** The built-in kinds that constructs render, with their fields. */
interface Kinds {
  readonly ConfigMap: k8s.ConfigMap;
  readonly CronJob: k8s.CronJob;
  readonly Deployment: k8s.Deployment;
  readonly HorizontalPodAutoscaler: k8s.HorizontalPodAutoscaler;
  readonly Ingress: k8s.Ingress;
  readonly Job: k8s.Job;
  readonly LimitRange: k8s.LimitRange;
  readonly Namespace: k8s.Namespace;
  readonly NetworkPolicy: k8s.NetworkPolicy;
  readonly PersistentVolumeClaim: k8s.PersistentVolumeClaim;
  readonly PodDisruptionBudget: k8s.PodDisruptionBudget;
  readonly ResourceQuota: k8s.ResourceQuota;
  readonly Role: k8s.Role;
  readonly RoleBinding: k8s.RoleBinding;
  readonly Service: k8s.Service;
  readonly ServiceAccount: k8s.ServiceAccount;
  readonly StatefulSet: k8s.StatefulSet;
}

const apiVersions: Readonly<Record<keyof Kinds, string>> = {
  ConfigMap: 'v1',
  CronJob: 'batch/v1',
  Deployment: 'apps/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  Job: 'batch/v1',
  LimitRange: 'v1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PersistentVolumeClaim: 'v1',
  PodDisruptionBudget: 'policy/v1',
  ResourceQuota: 'v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  StatefulSet: 'apps/v1',
};

/** Adds an object of a built-in kind to a construct. */
export function apiObject<Kind extends keyof Kinds>(
  scope: Construct,
  id: string,
  kind: Kind,
  fields: Kinds[Kind],
): ApiObject {
  return customObject(scope, id, { apiVersion: apiVersions[kind], kind, ...(fields as object) });
}

/** An object of a kind that is not part of Kubernetes. */
export interface CustomObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: k8s.ObjectMeta;
  readonly spec?: object;
}

/** Adds an object of any kind to a construct, with the digests of its images. */
export function customObject(scope: Construct, id: string, given: CustomObject): ApiObject {
  const object = withDigests(scope, given);
  const added = new (cdk8s().ApiObject)(scope, id, object as ApiObjectProps);
  plainFields.set(added, object);
  return added;
}

const plainFields = new WeakMap<ApiObject, CustomObject>();
let ownResolvers: number | undefined;

/**
 * Renders an object. `toJson` of cdk8s looks for tokens in every value, of which the fields of this library have none: they are taken as
 * they are, unless the program has resolvers of its own, patches the object or replaces its `toJson`.
 */
export function renderedObject(object: ApiObject): KubernetesManifest {
  const fields = plainFields.get(object);
  const { App } = cdk8s();
  ownResolvers ??= new App().resolvers.length;
  const patches: unknown = Reflect.get(object, 'patches');
  const isPlain =
    !Object.hasOwn(object, 'toJson') &&
    Array.isArray(patches) &&
    patches.length === 0 &&
    App.of(object).resolvers.length === ownResolvers;
  if (fields === undefined || !isPlain) return object.toJson() as KubernetesManifest;
  const metadata = object.metadata.toJson() as KubernetesManifest['metadata'];
  return { ...fields, metadata };
}

/** Returns the reason why an object cannot be rendered, without the object, which cdk8s says before it. */
export function renderingReason(error: unknown): string {
  return thrownText(error).replace(/^Failed serializing construct at path '.*?' with name '.*?': (Error: )?/, '');
}

/** Tells whether a value is an object of the Kubernetes API, created by whatever copy of cdk8s. */
export function isApiObject(value: unknown): value is ApiObject {
  return cdk8s().ApiObject.isApiObject(value);
}
