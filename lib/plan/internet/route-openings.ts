import { field, listField, KubernetesManifest } from '../../manifests/manifest';
import { Permission } from '../permissions/new-permissions';
import { currentGroup } from '../../manifests/object-identity';
import { isEverywhere, isInternal, isPrivateRange, sourceRanges } from './private-networks';
import { RouteKind, routeKinds } from './route-kinds';

const classAnnotation = 'kubernetes.io/ingress.class';
const visibility = 'networking.knative.dev/visibility';
const guardAnnotation =
  /\/(?:auth-(?:url|type|secret|realm|tls-secret)|router\.middlewares|plugins|enable-(?:modsecurity|owasp-core-rules|global-auth)|wafv2-acl-arn|security-policy)$/;

/** The requests from outside the cluster that an Ingress, a Gateway, or a route of whatever kind answers: `shop.example.com/api`. */
export function routeOpenings(route: KubernetesManifest): Permission[] {
  const group = currentGroup(route);
  const kind = routeKinds[`${group}/${route.kind}`];
  const isInCluster = route.metadata.labels?.[visibility] === 'cluster-local';
  if (kind === undefined || isInCluster) return [];
  const doors = doorsOf(route, kind).filter((door) => !isInternal(route, door));
  const requests = group === 'serving.knative.dev' ? ['its address'] : requestsOf(route, kind);
  return requests.flatMap((request) =>
    doors.flatMap((door) =>
      sourcesOf(route).map((source) => ({
        message: `${request} is answered from outside${door === '' ? '' : `, by ${door}`}${source}`,
        path: ['spec'],
      })),
    ),
  );
}

/** The checks that requests pass before an Ingress or a route answers them: annotations that ask for a password, Traefik's middlewares. */
export function requestGuards(route: KubernetesManifest): string[] {
  const annotations = Object.entries(route.metadata.annotations ?? {})
    .filter(([key, value]) => guardAnnotation.test(key) && value !== '' && value !== 'none' && value !== 'false')
    .map(([key]) => key);
  const middlewares = listField(route, 'spec', 'routes')
    .flatMap((rule) => listField(rule, 'middlewares'))
    .map((middleware) => `the middleware ${String(field(middleware, 'name'))}`);
  return [...new Set([...annotations, ...middlewares])];
}

function doorsOf(route: KubernetesManifest, { doors, needsDoor }: RouteKind): string[] {
  const annotated = route.metadata.annotations?.[classAnnotation];
  const named = [...texts(route['spec'], doors), ...(typeof annotated === 'string' ? [annotated] : [])];
  const outer = [...new Set(named)].filter((door) => door !== 'mesh');
  return outer.length > 0 || needsDoor === true ? outer : [''];
}

function requestsOf(route: KubernetesManifest, { hosts, rules, ruleHosts, paths }: RouteKind): string[] {
  const spec = route['spec'];
  const owners = texts(spec, hosts);
  const all = rules === undefined ? [spec] : listField(spec, ...rules.split('.'));
  const found = all.some(hasBackends) ? all.filter((rule) => hasBackends(rule) || hasFilters(rule)) : all;
  const requests = found.flatMap((rule) => {
    const ruleOwners = texts(rule, ruleHosts);
    const [own, inner] = [ruleOwners.length > 0 ? ruleOwners : owners, texts(rule, paths)];
    return (own.length > 0 ? own : ['any host']).flatMap((host) =>
      (inner.length > 0 ? inner : ['/']).map((path) => requestText(host, path)),
    );
  });
  const isDefault = field(spec, 'defaultBackend') !== undefined || field(spec, 'backend') !== undefined;
  const whole = requests.length === 0 ? owners.map((host) => requestText(host, '/')) : [];
  return [...requests, ...whole, ...(isDefault ? ['any host/'] : [])];
}

/** True for a rule of the Gateway API that leads to a Service. One beside it that does not answers with an error, unless a filter does. */
function hasBackends(rule: unknown): boolean {
  return listField(rule, 'backendRefs').length > 0;
}

function hasFilters(rule: unknown): boolean {
  return listField(rule, 'filters').length > 0;
}

/** A host and a path, or the port of a gateway. */
function requestText(host: string, path: string): string {
  if (host.includes('(')) return host;
  if (host === '*') return requestText('any host', path);
  return /^\d+$/.test(path) ? `${host}, port ${path},` : `${host}${path.startsWith('/') ? '' : '/'}${path}`;
}

/** The ends of sentences that say for whom it is, if not for all; none if only for private addresses. */
function sourcesOf(route: KubernetesManifest): string[] {
  const ranges = sourceRanges(route);
  if (ranges === undefined || ranges.some(isEverywhere)) return [''];
  return ranges.filter((range) => !isPrivateRange(range)).map((range) => `, for ${range}`);
}

/** The texts and numbers at paths with `*` for each item of a list, and `|` between alternatives. */
function texts(value: unknown, paths = ''): string[] {
  const step = (values: readonly unknown[], name: string): readonly unknown[] =>
    values.flatMap((inner) => (name === '*' ? listField(inner) : [field(inner, name)]));
  return paths
    .split('|')
    .filter((path) => path !== '')
    .flatMap((path) => path.split('.').reduce(step, [value]))
    .filter((found) => typeof found === 'string' || typeof found === 'number')
    .map(String);
}
