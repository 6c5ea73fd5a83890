import { groupKind, KubernetesManifest, objectName, referredName } from '../manifests/manifest';
import { byReferredName } from '../manifests/object-identity';
import { remembered } from '../manifests/remembered';
import { isDataKind } from '../plan/workloads/workload-kinds';
import { outsideNode, TopologyNode } from './graph';

/** The name of a node that a host leads to, and the node itself if it is no object. */
export interface HostTarget {
  readonly id: string;
  readonly node?: TopologyNode;
}

/**
 * Returns what a host leads to inside of the cluster, as the cluster's DNS reads it in a namespace: a Service of the manifests by its name or by that of
 * one of its pods, or the database whose operator makes a Service of the name. Undefined for any other host.
 */
export function serviceOf(
  host: string,
  namespace: string | undefined,
  objects: readonly KubernetesManifest[],
): HostTarget | undefined {
  const { names, isInside } = namesIn(host, namespace);
  for (const { name, place } of names) {
    const [service] = byReferredName(objects, referredName('Service', place, name)).filter(isService);
    if (service !== undefined) return { id: objectName(service) };
    const database = dataObjects(objects).find(
      ({ metadata }) => (metadata.namespace ?? '') === (place ?? '') && `${name}-`.startsWith(`${metadata.name}-`),
    );
    if (database !== undefined) return { id: objectName(database) };
  }
  // No host of the internet has a namespace of the manifests for a top-level domain.
  const isBeside = names.some(({ place }) => host.endsWith(`.${place ?? ''}`) && namespaces(objects).has(place));
  if (!isInside && !isBeside) return undefined;
  const node = elsewhere(host.replace(/\.svc(?:\..*)?$/, ''));
  return { id: node.id, node };
}

/** Returns the node of a Service that is not in the manifests, by its name and namespace, `mail.tools`. */
export function elsewhere(name: string): TopologyNode {
  return outsideNode(name, 'Service of elsewhere');
}

interface ServiceName {
  readonly name: string;
  readonly place: string | undefined;
}

/** Returns the Services that a host can name, and whether it can be nothing else. */
function namesIn(
  host: string,
  namespace: string | undefined,
): { readonly names: readonly ServiceName[]; readonly isInside: boolean } {
  const [, inner] = /^(.+)\.svc(?:\..+)?$/.exec(host) ?? [];
  const [first = '', second, third, ...rest] = (inner ?? host).split('.');
  if (rest.length > 0) return { names: [], isInside: inner !== undefined };
  if (third !== undefined) return { names: [{ name: second ?? '', place: third }], isInside: inner !== undefined };
  const own = { name: first, place: namespace };
  if (second === undefined) return { names: [own], isInside: inner !== undefined };
  // A pod of a Service of its own namespace, or a Service of another one.
  const names = [{ name: first, place: second }, ...(inner === undefined ? [{ name: second, place: namespace }] : [])];
  return { names, isInside: inner !== undefined };
}

function isService(object: KubernetesManifest): boolean {
  return groupKind(object) === '/Service';
}

const namespaces = remembered(
  (objects: readonly KubernetesManifest[]) => new Set(objects.map(({ metadata }) => metadata.namespace)),
);

const dataObjects = remembered((objects: readonly KubernetesManifest[]) => objects.filter(isDataKind));
