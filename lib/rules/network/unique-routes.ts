import { Rule } from '../rule';
import { field, listField, KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { searchable } from '../../manifests/remembered';
import { isIngress } from '../../manifests/routes';

/** A host and path that an object leads on, and a key that is equal for equal matches of one controller. */
interface Match {
  readonly key: string;
  readonly text: string;
}

/** Of two load balancers a name leads to one. The API server refuses neither route. */
export const uniqueRoutes: Rule = {
  id: 'unique-routes',
  summary: 'A host and path is in one Ingress or HTTPRoute of a controller',
  why: 'the controller serves the older one, and the other gets no request',
  *check(object, objects) {
    const matches = new Map(matchesOf(object).map((match) => [match.key, match]));
    for (const { key, text } of matches.values()) {
      const other = objectsWith(objects, key).find((owner) => owner !== object);
      if (other !== undefined)
        yield { want: `must not lead on what ${objectName(other)} does`, got: `${text} twice`, write: 'write it once' };
    }
  },
};

const objectsWith = searchable((object: KubernetesManifest) => matchesOf(object).map(({ key }) => key));

function matchesOf(object: KubernetesManifest): Match[] {
  if (isIngress(object)) return ingressMatches(object);
  return object.kind === 'HTTPRoute' ? routeMatches(object) : [];
}

function ingressMatches(ingress: KubernetesManifest): Match[] {
  const annotations = ingress.metadata.annotations ?? {};
  // The second of the two gets a part of the requests.
  if (annotations['nginx.ingress.kubernetes.io/canary'] === 'true') return [];
  const className = textField(ingress, 'spec', 'ingressClassName') ?? annotations['kubernetes.io/ingress.class'] ?? '';
  // A name may lead to one load balancer inside of a network and to another outside.
  const scheme = annotations['alb.ingress.kubernetes.io/scheme'];
  return listField(ingress, 'spec', 'rules').flatMap((rule) => {
    const host = textField(rule, 'host') ?? '*';
    return listField(rule, 'http', 'paths').map((path) => {
      const text = `${host}${textField(path, 'path') ?? '/'}`;
      return { key: JSON.stringify([className, scheme, text, field(path, 'pathType')]), text };
    });
  });
}

function routeMatches(route: KubernetesManifest): Match[] {
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
          return { key: JSON.stringify([place, host, type, value, others]), text: `${String(host)}${value}` };
        });
      }),
    );
  });
}
