import { Rule } from '../rule';
import { quoted } from '../../findings/problem';
import { field, listField, KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { searchable } from '../../manifests/remembered';
import { isGatewayRoute, isGrpcRoute, isIngress } from '../../manifests/routes';

/** A host and path that an object leads on, and a key that is equal for equal matches of one controller. */
export interface Match {
  readonly key: string;
  readonly text: string;
}

/** Of two load balancers a name leads to one. The API server refuses neither route. */
export const uniqueRoutes: Rule = {
  id: 'unique-routes',
  summary: 'A host and path, or a host and gRPC method, is in one Ingress or route of a controller',
  why: 'the controller serves the older one, and the other gets no request',
  *check(object, objects) {
    const matches = new Map(matchesOf(object).map((match) => [match.key, match]));
    for (const { key, text } of matches.values()) {
      // One object in two files is the finding of another rule.
      const other = objectsWith(objects, key).find((owner) => objectIdentity(owner) !== objectIdentity(object));
      if (other !== undefined)
        yield { want: `must not lead on what ${objectName(other)} does`, got: `${text} twice`, write: 'write it once' };
    }
    for (const { key, host } of listenerHosts(object)) {
      const other = routesWith(objects, key).find(({ kind }) => kind !== object.kind);
      if (other !== undefined)
        yield {
          want: `must not share a host with ${objectName(other)}, of which the Gateway accepts the older one`,
          got: quoted(host),
          write: 'write a host of its own for gRPC',
        };
    }
  },
};

const routesWith = searchable((object: KubernetesManifest) => listenerHosts(object).map(({ key }) => key));

const objectsWith = searchable((object: KubernetesManifest) => matchesOf(object).map(({ key }) => key));

/** The hosts and paths of an Ingress, an HTTPRoute or a GRPCRoute; none for other objects. */
export function matchesOf(object: KubernetesManifest): Match[] {
  if (isIngress(object)) return ingressMatches(object);
  return isGatewayRoute(object) ? routeMatches(object) : [];
}

function ingressMatches(ingress: KubernetesManifest): Match[] {
  const annotations = ingress.metadata.annotations ?? {};
  // The second of the two gets a part of the requests.
  if (annotations['nginx.ingress.kubernetes.io/canary'] === 'true') return [];
  const className = textField(ingress, 'spec', 'ingressClassName') ?? annotations['kubernetes.io/ingress.class'] ?? '';
  // A name may lead to one load balancer inside of a network and to another outside.
  const scheme = annotations['alb.ingress.kubernetes.io/scheme'];
  const isDefault =
    field(ingress, 'spec', 'defaultBackend') !== undefined && listField(ingress, 'spec', 'rules').length === 0;
  const byDefault = isDefault ? [{ key: JSON.stringify([className, scheme, 'default']), text: 'any host' }] : [];
  const byRules = listField(ingress, 'spec', 'rules').flatMap((rule) => {
    const host = textField(rule, 'host') ?? '*';
    return listField(rule, 'http', 'paths').map((path) => {
      const text = `${host}${textField(path, 'path') ?? '/'}`;
      return { key: JSON.stringify([className, scheme, text, field(path, 'pathType')]), text };
    });
  });
  return [...byDefault, ...byRules];
}

function routeMatches(route: KubernetesManifest): Match[] {
  const rules = listField(route, 'spec', 'rules');
  return listenerHosts(route).flatMap(({ key, host }) =>
    rules.flatMap((rule) => {
      const matches = listField(rule, 'matches');
      return (matches.length === 0 ? [{}] : matches).map((match) => {
        const { key: request, text } = isGrpcRoute(route) ? grpcRequest(match) : httpRequest(match);
        return { key: JSON.stringify([key, request, field(match, 'headers') ?? null]), text: `${host}${text}` };
      });
    }),
  );
}

/** The hosts of a route, each with a key that is equal for equal hosts of one listener. */
function listenerHosts(route: KubernetesManifest): { readonly key: string; readonly host: string }[] {
  if (!isGatewayRoute(route)) return [];
  const { namespace } = route.metadata;
  const hosts = listField(route, 'spec', 'hostnames');
  return listField(route, 'spec', 'parentRefs').flatMap((parent) => {
    const gateway = { kind: 'Gateway', namespace, ...(parent as object) };
    const place = ['kind', 'namespace', 'name', 'sectionName', 'port'].map((name) => field(gateway, name) ?? null);
    return (hosts.length === 0 ? ['*'] : hosts).map((host) => ({
      key: JSON.stringify([place, host]),
      host: String(host),
    }));
  });
}

function httpRequest(match: unknown): { readonly key: readonly unknown[]; readonly text: string } {
  const text = textField(match, 'path', 'value') ?? '/';
  const others = ['queryParams', 'method'].map((name) => field(match, name) ?? null);
  return { key: [field(match, 'path', 'type') ?? 'PathPrefix', text, others], text };
}

function grpcRequest(match: unknown): { readonly key: readonly unknown[]; readonly text: string } {
  const [service, method] = ['service', 'method'].map((name) => textField(match, 'method', name) ?? '*');
  const text = `/${service ?? ''}/${method ?? ''}`;
  return { key: [field(match, 'method', 'type') ?? 'Exact', text], text };
}
