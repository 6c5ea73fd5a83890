import { groupOf, KubernetesManifest, objectName, referredName } from './manifest';
import { searchable } from './remembered';

const apps = ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet', 'ControllerRevision'];

/**
 * The groups in which the API server keeps the objects of a group that Kubernetes or OpenShift has given up, by kind.
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const successors: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  extensions: {
    ...Object.fromEntries(apps.map((kind) => [kind, 'apps'])),
    Ingress: 'networking.k8s.io',
    NetworkPolicy: 'networking.k8s.io',
    PodSecurityPolicy: 'policy',
    HorizontalPodAutoscaler: 'autoscaling',
    Job: 'batch',
  },
  'events.k8s.io': { Event: '' },
  '': {
    DeploymentConfig: 'apps.openshift.io',
    Route: 'route.openshift.io',
    BuildConfig: 'build.openshift.io',
    ImageStream: 'image.openshift.io',
    Template: 'template.openshift.io',
  },
  'authorization.openshift.io': Object.fromEntries(
    ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'].map((kind) => [kind, 'rbac.authorization.k8s.io']),
  ),
};

/** The API group that an object is in today: `apps` for a Deployment of `extensions/v1beta1`. */
export function currentGroup(manifest: KubernetesManifest): string {
  const group = groupOf(manifest);
  return successors[group]?.[manifest.kind] ?? group;
}

/** Returns an object's group of today and its kind: `apps/Deployment` for a Deployment of `extensions/v1beta1`. */
export function currentGroupKind(manifest: KubernetesManifest): string {
  return `${currentGroup(manifest)}/${manifest.kind}`;
}

/** A text that two manifests share if the API server takes them for one object, in whatever version or group they are written. */
export function objectIdentity(manifest: KubernetesManifest): string {
  return `${currentGroup(manifest)} ${objectName(manifest)}`;
}

/** Returns objects each once: of those that the API server takes for one object the last, which an apply leaves. */
export function eachOnce(manifests: readonly KubernetesManifest[]): KubernetesManifest[] {
  return [...new Map(manifests.map((each) => [objectIdentity(each), each])).values()];
}

/** Returns the type of an object as kubectl takes it, which no other group's kind shares: `deployment.apps`, `service`. */
export function kubectlType(manifest: KubernetesManifest): string {
  return [manifest.kind.toLowerCase(), currentGroup(manifest)].filter((part) => part !== '').join('.');
}

/** Returns the words of a kubectl command about objects of a namespace; none without one. */
export function inNamespace(namespace: string | undefined): string[] {
  return namespace === undefined ? [] : ['--namespace', namespace];
}

/** Finds the manifests of a list that are one object, by its `objectIdentity`. */
export const byIdentity = searchable((manifest: KubernetesManifest) => [objectIdentity(manifest)]);

/** Finds the manifests of a list that a reference without a group leads to, by their `referredName`. */
export const byReferredName = searchable(({ kind, metadata }: KubernetesManifest) => [
  referredName(kind, metadata.namespace, metadata.name),
]);
