import { field, listField, KubernetesManifest, referredName, textField } from '../../manifests/manifest';
import { alone, anything, Permission } from '../permissions/new-permissions';
import { byReferredName, currentGroup, currentGroupKind } from '../../manifests/object-identity';
import { isEverywhere, isInternal, isPrivateRange, sourceRanges } from './private-networks';
import { RouteKind, routeKinds, textsAt, valuesAt } from './route-kinds';

const classAnnotations = ['kubernetes.io/ingress.class', 'projectcontour.io/ingress.class'];
const visibility = 'networking.knative.dev/visibility';

/**
 * The requests from outside the cluster that an Ingress, a Gateway, or a route of whatever kind answers: `shop.example.com/api`. A route is internal
 * if its gateway is among the objects around it and is.
 */
export function routeOpenings(route: KubernetesManifest, all: readonly KubernetesManifest[] = []): Permission[] {
  const group = currentGroup(route);
  const kind = routeKinds[`${group}/${route.kind}`];
  const isInCluster = route.metadata.labels?.[visibility] === 'cluster-local';
  if (kind === undefined || isInCluster) return [];
  const doors = doorsOf(route, kind).filter((door) => !isInternal(route, door) && !isInternalGateway(route, door, all));
  const requests: Request[] = group === 'serving.knative.dev' ? [{ text: 'its address' }] : requestsOf(route, kind);
  return requests.flatMap(({ text, scope = [text, ''] }) =>
    doors.flatMap((door) =>
      sourcesOf(route).map((source) => ({
        message:
          `${text} is answered from outside${door === '' ? '' : `, by ${door}`}` +
          (source === anything ? '' : `, for ${source}`),
        path: ['spec'],
        // A class that is not named may be any.
        scope: [...scope, door === '' ? anything : door, source],
      })),
    ),
  );
}

/** The requests that a route leads on by each of its classes or gateways, from any address, each with a key that is equal for equal ones. */
export function routeRequests(route: KubernetesManifest): { readonly key: string; readonly text: string }[] {
  const name = currentGroupKind(route);
  const kind = routeKinds[name];
  if (kind === undefined) return [];
  return requestsOf(route, kind).flatMap(({ text }) =>
    doorsOf(route, kind).map((door) => ({ key: JSON.stringify([name, text, door]), text })),
  );
}

function doorsOf(route: KubernetesManifest, { doors, needsDoor }: RouteKind): string[] {
  const annotated = classAnnotations.flatMap((key) => textField(route.metadata.annotations, key) ?? []);
  // A route of a Service is one inside a mesh.
  const parents = listField(route, 'spec', 'parentRefs');
  const isInMesh = parents.length > 0 && parents.every((parent) => field(parent, 'kind') === 'Service');
  const outer = [...new Set([...textsAt(route['spec'], doors), ...annotated])].filter((door) => door !== 'mesh');
  if (isInMesh) return [];
  return outer.length > 0 || needsDoor === true ? outer : [''];
}

/** Tells whether a route comes in by a Gateway among the objects that is an internal one. */
function isInternalGateway(
  { metadata, spec }: KubernetesManifest,
  door: string,
  all: readonly KubernetesManifest[],
): boolean {
  const [name = '', written] = door.split('/').reverse();
  const parent = listField(spec, 'parentRefs').find((each) => field(each, 'name') === name);
  const namespace = written ?? textField(parent, 'namespace') ?? metadata.namespace;
  return byReferredName(all, referredName('Gateway', namespace, name)).some((gateway) => {
    const kind = routeKinds[currentGroupKind(gateway)];
    return kind !== undefined && doorsOf(gateway, kind).every((each) => isInternal(gateway, each));
  });
}

/** A host and a path, or the port of a gateway, and both as a scope. */
interface Request {
  readonly text: string;
  readonly scope?: readonly [host: string, path: string];
}

function requestsOf(
  route: KubernetesManifest,
  { hosts, rules, ruleHosts, paths, matches, needsHost }: RouteKind,
): Request[] {
  const spec = route['spec'];
  const owners = textsAt(spec, hosts);
  if (needsHost === true && owners.length === 0) return [];
  const all = rules === undefined ? [spec] : rules.split('|').flatMap((list) => listField(spec, ...list.split('.')));
  const found = all.some(hasBackends) ? all.filter((rule) => hasBackends(rule) || hasFilters(rule)) : all;
  const requests = found.flatMap((rule) => {
    const ruleOwners = textsAt(rule, ruleHosts);
    const [own, inner] = [ruleOwners.length > 0 ? ruleOwners : owners, textsAt(rule, paths)];
    return (own.length > 0 ? own : [anything]).flatMap((host) =>
      (inner.length > 0 ? inner : ['/']).map((path) => requestOf(host, path, isExact(path, valuesAt(rule, matches)))),
    );
  });
  const isDefault = field(spec, 'defaultBackend') !== undefined || field(spec, 'backend') !== undefined;
  const whole = requests.length === 0 ? owners.map((host) => requestOf(host, '/')) : [];
  return [...requests, ...whole, ...(isDefault ? [requestOf(anything, '/')] : [])];
}

/** True for a rule of the Gateway API that leads to a Service. One beside it that does not answers with an error, unless a filter does. */
function hasBackends(rule: unknown): boolean {
  return listField(rule, 'backendRefs').length > 0;
}

function hasFilters(rule: unknown): boolean {
  return listField(rule, 'filters').length > 0;
}

/** True for a path that stands for itself alone, not for all below it. */
function isExact(path: string, matches: readonly unknown[]): boolean {
  const same = matches.filter((match) =>
    ['path', 'value', 'exact', 'prefix'].some((name) => field(match, name) === path),
  );
  return (
    same.length > 0 &&
    same.every(
      (match) => [field(match, 'pathType'), field(match, 'type')].includes('Exact') || field(match, 'exact') === path,
    )
  );
}

function requestOf(host: string, path: string, isAlone = false): Request {
  if (host.includes('(')) return { text: host };
  const named = host === anything ? 'any host' : host;
  const text = /^\d+$/.test(path) ? `${named}, port ${path},` : `${named}${path.startsWith('/') ? '' : '/'}${path}`;
  return { text, scope: [host, `${isAlone ? alone : ''}${path}`] };
}

/** The ranges of addresses that a route is for, if not for all; none if only for private addresses. */
function sourcesOf(route: KubernetesManifest): string[] {
  const ranges = sourceRanges(route);
  if (ranges === undefined || ranges.some(isEverywhere)) return [anything];
  return ranges.filter((range) => !isPrivateRange(range));
}
