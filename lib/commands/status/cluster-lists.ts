import { isCertificate, isNamespaced } from '../../manifests/kinds';
import { KubernetesManifest } from '../../manifests/manifest';
import { kubectlType } from '../../manifests/object-identity';
import { podTemplate } from '../../manifests/pod-template';
import { isIngress } from '../../manifests/routes';
import { groupedBy } from '../../props/map';

/** A list that is read of a cluster: the objects of a kind in a namespace, or some of the whole cluster by their names. */
export interface ClusterList {
  /** The type as kubectl takes it: `deployment.apps`. */
  readonly type: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  /** The names of objects of the whole cluster, of which an account may read some and not list all. @default - all */
  readonly names?: readonly string[];
}

const pods = { type: 'pod', kind: 'Pod' } as const;
const claims = { type: 'persistentvolumeclaim', kind: 'PersistentVolumeClaim' } as const;
const services = { type: 'service', kind: 'Service' } as const;
const certificates = { type: 'certificate.cert-manager.io', kind: 'Certificate' } as const;
const requests = { type: 'certificaterequest.cert-manager.io', kind: 'CertificateRequest' } as const;
const jobs = { type: 'job.batch', kind: 'Job' } as const;

/** The kinds of this package's constructs that every cluster serves, in which objects are looked for that a folder does not have any more. */
export const renderedTypes = [
  ...['configmap', 'service', 'serviceaccount', 'persistentvolumeclaim', 'resourcequota', 'limitrange'],
  ...['deployment.apps', 'statefulset.apps', 'job.batch', 'cronjob.batch', 'horizontalpodautoscaler.autoscaling'],
  ...['poddisruptionbudget.policy', 'networkpolicy.networking.k8s.io', 'ingress.networking.k8s.io'],
  ...['role.rbac.authorization.k8s.io', 'rolebinding.rbac.authorization.k8s.io'],
] as const;

/** Returns the lists that hold a folder's objects and their pods: one of each kind and namespace. */
export function listsFor(wanted: readonly KubernetesManifest[]): ClusterList[] {
  const groups = groupedBy(wanted, (each) => [`${kubectlType(each)} ${each.metadata.namespace ?? ''}`]);
  const own = [...groups.values()].map((group): ClusterList => {
    const [{ kind, metadata }] = group;
    const isOfCluster = metadata.namespace === undefined && isNamespaced(group[0]) !== true;
    const names = isOfCluster ? { names: group.map((each) => each.metadata.name) } : {};
    return { type: kubectlType(group[0]), kind, namespace: metadata.namespace, ...names };
  });
  const made = wanted.flatMap((each): ClusterList[] => {
    const { namespace } = each.metadata;
    return explainedBy(each).map((list) => ({ ...list, namespace }));
  });
  const all = [...own, ...made];
  return [...new Map(all.map((list) => [`${list.type} ${list.namespace ?? ''}`, list])).values()];
}

/** Returns the kinds that the state of an object depends on, in its namespace. */
function explainedBy(object: KubernetesManifest): readonly Omit<ClusterList, 'namespace'>[] {
  if (isCertificate(object)) return [requests];
  if (isIngress(object)) return hasIssuer(object) ? [services, certificates, requests] : [services];
  const ofPods = podTemplate(object) === undefined && object.kind !== 'Service' ? [] : [pods, claims];
  return object.kind === 'CronJob' ? [...ofPods, jobs] : ofPods;
}

/** Tells whether cert-manager makes Certificates for an Ingress. https://cert-manager.io/docs/usage/ingress/ */
function hasIssuer({ metadata: { annotations = {} } }: KubernetesManifest): boolean {
  return ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer'].some((name) => annotations[name] !== undefined);
}
