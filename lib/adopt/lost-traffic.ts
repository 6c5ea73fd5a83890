import { field, KubernetesManifest, listField, textField } from '../manifests/manifest';
import { byIdentity, objectIdentity } from '../manifests/object-identity';
import { podContainers, protocolOf } from '../manifests/pod-template';
import { ingressBackends, isGatewayRoute, isIngress, routeBackends } from '../manifests/routes';
import { matchesOf } from '../rules/network/unique-routes';
import { statedManifest } from './source/stated-manifest';

/** A way of requests through an object: equal ones have equal keys. */
interface Way {
  readonly key: string;
  readonly text: string;
}

/**
 * Returns the first request that the Services and routes of a source lead on, and that those of a construct lead elsewhere or nowhere;
 * undefined if all stay.
 */
export function lostTraffic(
  before: readonly KubernetesManifest[],
  after: readonly KubernetesManifest[],
): string | undefined {
  for (const object of before) {
    const [other] = byIdentity(after, objectIdentity(object));
    const known = new Set(other === undefined ? [] : waysOf(statedManifest(other), after).map(({ key }) => key));
    const lost = waysOf(object, before).find(({ key }) => !known.has(key));
    if (lost !== undefined) return `the construct would not lead on ${lost.text} as it does`;
  }
  return undefined;
}

function waysOf(object: KubernetesManifest, all: readonly KubernetesManifest[]): Way[] {
  if (object.kind === 'Service') return servedPorts(object, all);
  const matches = matchesOf(object).map(({ key, text }) => ({ key, text }));
  const backends = new Set(backendsOf(object, all));
  return [...matches, ...[...backends].map((backend) => ({ key: backend, text: `requests to ${backend}` }))];
}

/** The ports of a Service, each with the number of the container port that it leads to. */
function servedPorts(service: KubernetesManifest, all: readonly KubernetesManifest[]): Way[] {
  const ports = all.flatMap(podContainers).flatMap((container) => listField(container, 'ports'));
  return listField(service, 'spec', 'ports').map((port) => {
    const [number, target = number] = [field(port, 'port'), field(port, 'targetPort')];
    const named = ports.find((one) => textField(one, 'name') === target && protocolOf(one) === protocolOf(port));
    const text = `port ${String(number)}/${protocolOf(port)}`;
    return { key: `${text} ${String(typeof target === 'number' ? target : field(named, 'containerPort'))}`, text };
  });
}

/** The ports of Services that a route leads to, `web:80`, with the weights of several. */
function backendsOf(route: KubernetesManifest, all: readonly KubernetesManifest[]): string[] {
  if (isGatewayRoute(route))
    return routeBackends(route).map(({ value }) => {
      const [name, port, weight = 1] = ['name', 'port', 'weight'].map((part) => field(value, part));
      return `${String(name)}:${String(port)}${routeBackends(route).length === 1 ? '' : ` of weight ${String(weight)}`}`;
    });
  if (!isIngress(route)) return [];
  return ingressBackends(route).map(({ value: backend }) => {
    const name = textField(backend, 'service', 'name');
    const services = all.filter(({ kind, metadata }) => kind === 'Service' && metadata.name === name);
    const { name: called, number } = (field(backend, 'service', 'port') ?? {}) as Record<string, unknown>;
    const port = services
      .flatMap((service) => listField(service, 'spec', 'ports'))
      .find((one) => field(one, 'name') === called);
    return `${String(name)}:${String(number ?? field(port, 'port'))}`;
  });
}
