import { isDeepStrictEqual } from 'node:util';
import { field, Fields, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { isGrpcRoute } from '../../manifests/routes';
import { hasOnly, maps, present } from '../backend/reading';
import { Value, Values } from '../program/expression';
import { nameAfter, reasonsOf, remainderOf, routedPort, SaidObject, ServedWorkload } from './said-object';

const gateway = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };

/** Returns an HTTPRoute as `httpRoute` says it, or a GRPCRoute as `grpcRoute` does: with hosts, one Gateway, and one rule. */
export function routeProps(route: KubernetesManifest, workload: ServedWorkload): SaidObject {
  const rest = remainderOf(route, workload.others);
  const parents = maps(rest.take('spec', 'parentRefs'));
  const rules = maps(rest.take('spec', 'rules'));
  const hosts = rest.take('spec', 'hostnames') as readonly string[] | undefined;
  const [parent, rule] = [parents[0] ?? {}, rules[0] ?? {}];
  const { group = gateway.group, kind = gateway.kind, name, namespace, sectionName, ...ofParent } = parent;

  const refs = maps(rule['backendRefs']);
  const isService = (ref: Fields): boolean =>
    hasOnly(ref, 'group', 'kind', 'name', 'namespace', 'port', 'weight') &&
    (ref['group'] ?? '') === '' &&
    (ref['kind'] ?? 'Service') === 'Service' &&
    (ref['namespace'] ?? route.metadata.namespace) === route.metadata.namespace;
  const isOwn = (ref: Fields): boolean => ref['name'] === workload.service.metadata.name;
  const [own, shared] = [refs.filter(isOwn), refs.filter((ref) => !isOwn(ref))];
  const port = routedPort(workload, own[0]);

  const isGrpc = isGrpcRoute(route);
  const matched = matchedBy(maps(rule['matches']), isGrpc);
  const filters = filtersOf(maps(rule['filters']));
  const timeout = field(rule, 'timeouts');
  const [, seconds] = (hasOnly(timeout, 'request') && /^(\d+)s$/.exec(textField(timeout, 'request') ?? '')) || [];
  return {
    name: nameAfter(workload.id, route),
    value: {
      hosts,
      gateway: present({ name, namespace, sectionName } as Values),
      [isGrpc ? 'methods' : 'paths']: matched,
      port,
      weight: own[0]?.['weight'] as Value,
      backendRefs: shared.length === 0 ? undefined : shared.map(backendRef),
      filters: filters && present(filters),
      timeoutSeconds: seconds === undefined ? undefined : Number(seconds),
    },
    left: rest.left as Value,
    reasons: reasonsOf(rest, [
      [hosts === undefined || hosts.length === 0, 'it has no host names'],
      [parents.length !== 1, `it has ${parents.length} parents`],
      [
        !isDeepStrictEqual({ group, kind }, gateway) || Object.keys(ofParent).length > 0,
        'its parent is no listener of a Gateway by name',
      ],
      [rules.length !== 1, `it has ${rules.length} rules`],
      [own.length > 1, 'it leads to several ports'],
      [!refs.every(isService), 'it leads to more than Services of its namespace'],
      [port === undefined, 'it leads to a port that the Service does not have'],
      [matched === null, 'it has matches by more than paths, or methods of gRPC'],
      [filters === undefined, 'it has filters that no prop says'],
      [timeout !== undefined && seconds === undefined, 'it has timeouts other than one in seconds'],
      [!hasOnly(rule, 'matches', 'filters', 'backendRefs', 'timeouts'), 'its rule has fields that no prop says'],
    ]),
  };
}

/** Returns the paths or methods that requests are matched by; undefined for all, null if the props cannot say them. */
function matchedBy(matches: readonly Fields[], isGrpc: boolean): Value {
  const values = matches.map((match): Value => (isGrpc ? methodOf(match) : pathOf(match)));
  if (values.includes(null)) return null;
  return values.length === 0 ? undefined : values;
}

function pathOf(match: Fields): Value {
  if (!hasOnly(match, 'path') || !['PathPrefix', 'Exact', undefined].includes(textField(match, 'path', 'type')))
    return null;
  const value = textField(match, 'path', 'value') ?? '/';
  return textField(match, 'path', 'type') === 'Exact' ? { type: 'Exact', value } : value;
}

function methodOf(match: Fields): Value {
  const [type = 'Exact', service, method] = ['type', 'service', 'method'].map((name) =>
    textField(match, 'method', name),
  );
  if (!hasOnly(match, 'method') || type !== 'Exact' || service === undefined) return null;
  return method === undefined ? service : `${service}/${method}`;
}

function backendRef({ name, port, weight }: Fields): Values {
  return present({ name, port, weight } as Values) ?? {};
}

/** Returns filters by their kinds; undefined if the props cannot say them. */
function filtersOf(filters: readonly Fields[]): Values | undefined {
  const said = filters.flatMap((filter): (readonly [string, Values])[] => {
    const [name = ''] = Object.keys(filter).filter((key) => key !== 'type');
    const fields = field(filter, name);
    if (!hasOnly(filter, 'type', name)) return [];
    if (/^re(?:quest|sponse)HeaderModifier$/.test(name) && hasOnly(fields, 'set', 'add', 'remove'))
      return [[name, headerChanges(fields)]];
    if (name !== 'urlRewrite' || !hasOnly(fields, 'hostname', 'path')) return [];
    const path = present({ ...(fields['path'] as Values | undefined), type: undefined });
    return [[name, present({ hostname: fields['hostname'] as Value, path }) ?? {}]];
  });
  const names = new Set(said.map(([name]) => name));
  return said.length < filters.length || names.size < said.length ? undefined : Object.fromEntries(said);
}

function headerChanges({ set, add, remove }: Fields): Values {
  const byName = (list: unknown): Value =>
    present(Object.fromEntries(maps(list).map(({ name, value }) => [name as string, value as string])));
  const names = listField({ remove }, 'remove') as readonly string[];
  return present({ set: byName(set), add: byName(add), remove: names.length === 0 ? undefined : names }) ?? {};
}
