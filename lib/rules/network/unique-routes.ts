import { Rule } from '../rule';
import { field, listField, textField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest, objectName } from '../../manifests/manifest';

/** A host and path that an object leads on, and a key that is equal for equal matches of one controller. */
interface Match {
  readonly key: string;
  readonly shown: string;
}

/**
 * Of two routes for one host and path a controller serves the older one, and the other gets no request; of two load balancers a name
 * leads to one. Neither is refused.
 */
export const uniqueRoutes: Rule = {
  id: 'unique-routes',
  summary: 'A host and path is in one Ingress or HTTPRoute of a controller',
  why: 'the controller serves the older one, and the other gets no request',
  *check(manifests) {
    const owners = new Map<string, Set<Manifest>>();
    const found = manifests.map((object) => ({ object, matches: matchesOf(object) }));
    for (const { object, matches } of found)
      for (const { key } of matches) owners.set(key, (owners.get(key) ?? new Set()).add(object));
    for (const { object, matches } of found) {
      for (const { key, shown } of new Map(matches.map((match) => [match.key, match])).values()) {
        const [other] = [...(owners.get(key) ?? [])].filter((owner) => owner !== object);
        if (other !== undefined)
          yield {
            object,
            at: '',
            want: `must not lead on what ${objectName(other)} does`,
            got: `${shown} twice`,
            write: 'write it once',
          };
      }
    }
  },
};

function matchesOf(object: Manifest): Match[] {
  if (object.kind === 'Ingress' && groupOf(object) === 'networking.k8s.io') return ingressMatches(object);
  return object.kind === 'HTTPRoute' ? routeMatches(object) : [];
}

function ingressMatches(ingress: Manifest): Match[] {
  const annotations = ingress.metadata.annotations ?? {};
  // The second of the two gets a part of the requests.
  if (annotations['nginx.ingress.kubernetes.io/canary'] === 'true') return [];
  const className = textField(ingress, 'spec', 'ingressClassName') ?? annotations['kubernetes.io/ingress.class'] ?? '';
  // A name may lead to one load balancer inside of a network and to another outside.
  const scheme = annotations['alb.ingress.kubernetes.io/scheme'];
  return listField(ingress, 'spec', 'rules').flatMap((rule) => {
    const host = textField(rule, 'host') ?? '*';
    return listField(rule, 'http', 'paths').map((path) => {
      const shown = `${host}${textField(path, 'path') ?? '/'}`;
      return { key: JSON.stringify([className, scheme, shown, field(path, 'pathType')]), shown };
    });
  });
}

function routeMatches(route: Manifest): Match[] {
  const { namespace } = route.metadata;
  const hosts = listField(route, 'spec', 'hostnames');
  return listField(route, 'spec', 'parentRefs').flatMap((parent) => {
    const gateway = { kind: 'Gateway', namespace, ...(parent as object) };
    const place = ['kind', 'namespace', 'name', 'sectionName', 'port'].map((name) => field(gateway, name) ?? null);
    return (hosts.length === 0 ? ['*'] : hosts).flatMap((host) =>
      listField(route, 'spec', 'rules').flatMap((rule) => {
        const matches = listField(rule, 'matches');
        return (matches.length === 0 ? [{}] : matches).map((match) => {
          const type = field(match, 'path', 'type') ?? 'PathPrefix';
          const value = textField(match, 'path', 'value') ?? '/';
          const others = ['headers', 'queryParams', 'method'].map((name) => field(match, name) ?? null);
          return { key: JSON.stringify([place, host, type, value, others]), shown: `${String(host)}${value}` };
        });
      }),
    );
  });
}
