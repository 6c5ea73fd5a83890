import {
  field,
  groupKind,
  KubernetesManifest,
  listField,
  objectName,
  referredName,
  textField,
} from '../manifests/manifest';
import { byReferredName, currentGroup, currentGroupKind } from '../manifests/object-identity';
import { podTemplate } from '../manifests/pod-template';
import { servedBy } from '../manifests/selected-workloads';
import { externalDnsHosts } from '../network/external-dns';
import { openings } from '../plan/internet/openings';
import { routeKinds, textsAt } from '../plan/internet/route-kinds';
import { namedObjects } from '../plan/removal/named-objects';
import { unique } from '../props/map';
import { internet, outsideNode, TopologyEdge, TopologyNode, TopologyPart } from './graph';
import { wholeHost } from './hosts';
import { elsewhere } from './service-names';

/** Tells whether an object leads requests on: an Ingress, a Gateway, a route of whatever kind. One that has pods of its own is a workload. */
export function isEntry(object: KubernetesManifest): boolean {
  return routeKinds[currentGroupKind(object)] !== undefined && podTemplate(object) === undefined;
}

/** Returns the host names that an object serves, or asks external-dns for; sorted. */
export function servedHosts(object: KubernetesManifest): string[] {
  const kind = routeKinds[currentGroupKind(object)];
  const rules = kind?.rules?.split('|').flatMap((list) => listField(object, 'spec', ...list.split('.'))) ?? [];
  const ofRoute = [...textsAt(object['spec'], kind?.hosts), ...rules.flatMap((rule) => textsAt(rule, kind?.ruleHosts))];
  return [...new Set([...ofRoute, ...externalDnsHosts(object)].flatMap(matchHosts))]
    .filter((host) => host !== '')
    .sort();
}

/** Returns the hosts of a match of Traefik, or the host itself. */
function matchHosts(text: string): string[] {
  if (!text.includes('(')) return [text];
  return [...text.matchAll(/`([^`/]+)`/g)].flatMap(([, host = '']) => (text.includes('Host') ? [host] : []));
}

/** Returns the node of an object that leads requests on. */
export function entryNode(object: KubernetesManifest): TopologyNode {
  const hosts = servedHosts(object);
  const door = textField(object, 'spec', 'ingressClassName') ?? textField(object, 'spec', 'gatewayClassName');
  const hasTls = [object, ...listField(object, 'spec', 'listeners')].some(
    (each) => field(each, 'tls') ?? field(each, 'spec', 'tls'),
  );
  const facts = [...hosts, ...(door === undefined ? [] : [`class ${door}`]), ...(hasTls ? ['TLS'] : [])];
  return { ...objectNode(object, 'entry'), facts };
}

/** Returns the node of a Service, with its type if it is not only for the cluster. */
export function serviceNode(service: KubernetesManifest): TopologyNode {
  const type = textField(service, 'spec', 'type') ?? 'ClusterIP';
  const ports = listField(service, 'spec', 'ports').map((port) => String(field(port, 'port')));
  const isHeadless = field(service, 'spec', 'clusterIP') === 'None';
  const words = { LoadBalancer: 'load balancer', NodePort: 'node port', ExternalName: 'another name' }[type];
  const facts = [
    ...(words === undefined ? [] : [words]),
    ...(ports.length === 0 ? [] : [`${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}`]),
    ...(isHeadless ? ['headless'] : []),
    ...servedHosts(service),
  ];
  return { ...objectNode(service, 'service'), facts };
}

/** Returns the node of an object without facts or marks. */
export function objectNode(object: KubernetesManifest, role: TopologyNode['role']): TopologyNode {
  const { name, namespace } = object.metadata;
  return { id: objectName(object), role, name, type: object.kind, namespace, facts: [], marks: [], objects: [object] };
}

/** Returns the ways from an entry or a Service to what it leads to, and those of outside clients to it. */
export function entryEdges(object: KubernetesManifest, objects: readonly KubernetesManifest[]): TopologyPart {
  const from = objectName(object);
  const isService = groupKind(object) === '/Service';
  const outer = outerEdges(object, objects);
  const inner = isService ? serviceEdges(object, objects) : routeEdges(object, from, objects);
  return {
    nodes: [...(outer.nodes ?? []), ...(inner.nodes ?? [])],
    edges: [...(outer.edges ?? []), ...(inner.edges ?? [])],
  };
}

/** Returns the way of the internet to an object that is open to it, or of a private network to a load balancer or route that is not. */
function outerEdges(object: KubernetesManifest, objects: readonly KubernetesManifest[]): TopologyPart {
  // A route of a Gateway that is here has its requests from that.
  if (gatewaysOf(object, objects).length > 0) return {};
  const to = objectName(object);
  const found = openings(object, objects);
  if (found.length > 0) {
    const labels = unique(found.map(({ message }) => message)).sort();
    return { nodes: [internet], edges: [{ from: internet.id, to, kind: 'request', labels }] };
  }
  const isBalancer = groupKind(object) === '/Service' && textField(object, 'spec', 'type') === 'LoadBalancer';
  if (!isBalancer && !isEntry(object)) return {};
  const node = outsideNode('Private network', 'clients');
  return { nodes: [node], edges: [{ from: node.id, to, kind: 'request', labels: [] }] };
}

function serviceEdges(service: KubernetesManifest, objects: readonly KubernetesManifest[]): TopologyPart {
  const from = objectName(service);
  const name =
    textField(service, 'spec', 'type') === 'ExternalName' ? textField(service, 'spec', 'externalName') : undefined;
  const [host] = wholeHost(name ?? '');
  if (host !== undefined) {
    const node = outsideNode(host.name, 'outside host');
    return { nodes: [node], edges: [{ from, to: node.id, kind: 'connection', labels: ['externalName'] }] };
  }
  const labels = listField(service, 'spec', 'ports').map(portText);
  return { edges: servedBy(service, objects).map((pods) => ({ from, to: objectName(pods), kind: 'request', labels })) };
}

/** A port of a Service, and that of the pods if it has another: `80 → http`. */
function portText(port: unknown): string {
  const [own, target] = [field(port, 'port'), field(port, 'targetPort')].map(String);
  return target === 'undefined' || target === own ? `port ${own}` : `port ${own} → ${target}`;
}

function routeEdges(route: KubernetesManifest, to: string, objects: readonly KubernetesManifest[]): TopologyPart {
  const nodes: TopologyNode[] = [];
  const inner = namedObjects(route)
    .filter(({ kind }) => kind === 'Service')
    .flatMap(({ name, namespace = route.metadata.namespace }): TopologyEdge[] => {
      const services = byReferredName(objects, referredName('Service', namespace, name)).map(objectName);
      if (services.length > 0) return services.map((id) => ({ from: to, to: id, kind: 'request', labels: [] }));
      const node = elsewhere(namespace === undefined ? name : `${name}.${namespace}`);
      nodes.push(node);
      return [{ from: to, to: node.id, kind: 'request', labels: [] }];
    });
  const outer = gatewaysOf(route, objects).map((gateway): TopologyEdge => ({
    from: objectName(gateway),
    to,
    kind: 'request',
    labels: servedHosts(route),
  }));
  return { nodes: unique(nodes), edges: [...outer, ...unique(inner), ...meshEdges(route, to, objects)] };
}

/** The destinations of a VirtualService of Istio are hosts. */
function meshEdges(route: KubernetesManifest, from: string, objects: readonly KubernetesManifest[]): TopologyEdge[] {
  if (currentGroup(route) !== 'networking.istio.io') return [];
  return textsAt(
    route['spec'],
    'http.*.route.*.destination.host|tcp.*.route.*.destination.host|tls.*.route.*.destination.host',
  ).flatMap((host) => {
    const [name = '', place = route.metadata.namespace] = host.split('.');
    return byReferredName(objects, referredName('Service', place, name)).map((service): TopologyEdge => ({
      from,
      to: objectName(service),
      kind: 'request',
      labels: [],
    }));
  });
}

/** Returns the Gateways among the objects that a route comes in by. */
function gatewaysOf(route: KubernetesManifest, objects: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
  const parents = listField(route, 'spec', 'parentRefs').map((parent) => ({
    name: textField(parent, 'name') ?? '',
    namespace: textField(parent, 'namespace') ?? route.metadata.namespace,
  }));
  const doors = textsAt(route['spec'], 'gateways.*').map((door) => {
    const [name = '', namespace = route.metadata.namespace] = door.split('/').reverse();
    return { name, namespace };
  });
  return unique([...parents, ...doors]).flatMap(({ name, namespace }) =>
    byReferredName(objects, referredName('Gateway', namespace, name)),
  );
}
