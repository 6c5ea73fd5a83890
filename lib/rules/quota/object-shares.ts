import { field, groupKind, groupOf, KubernetesManifest, listField } from '../../manifests/manifest';
import { eachOnce } from '../../manifests/object-identity';
import { Amounts } from './amounts';
import { share, Share } from './shares';

/**
 * Returns the shares of the objects of a namespace in what a quota counts by kind: `services`, `count/deployments.apps`. Pods and claims have other
 * shares. Objects that operators make are unknown, but for the ConfigMap that Kubernetes makes in each namespace.
 */
export function objectShares(namespace: string | undefined, objects: readonly KubernetesManifest[]): Share[] {
  const root = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', namespace } };
  const own = objects.filter((object) => object.metadata.namespace === namespace);
  return eachOnce([...own, root])
    .filter((object) => !['/Pod', '/PersistentVolumeClaim'].includes(groupKind(object)))
    .map((object) => share(object, 1, objectAmounts(object)));
}

function objectAmounts(object: KubernetesManifest): Amounts {
  const group = groupOf(object);
  const resource = group === '' ? plural(object.kind) : `count/${plural(object.kind)}.${group}`;
  return { [resource]: 1, ...(further[groupKind(object)]?.(object) ?? {}) };
}

const further: Readonly<Record<string, (object: KubernetesManifest) => Amounts>> = {
  'apps/Deployment': () => ({ 'count/replicasets.apps': 1 }),
  '/Service': (service) => {
    const type = field(service, 'spec', 'type');
    if (type !== 'NodePort' && type !== 'LoadBalancer') return {};
    const isAllocated = type === 'NodePort' || field(service, 'spec', 'allocateLoadBalancerNodePorts') !== false;
    const ports = listField(service, 'spec', 'ports').filter(
      (port) => isAllocated || (field(port, 'nodePort') ?? 0) !== 0,
    );
    return { 'services.nodeports': ports.length, ...(type === 'LoadBalancer' ? { 'services.loadbalancers': 1 } : {}) };
  },
};

/** The word for several objects of a kind in the API's paths. */
function plural(kind: string): string {
  const word = kind.toLowerCase();
  if (word === 'endpoints') return word;
  if (/(?:s|x|ch)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
