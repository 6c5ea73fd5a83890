import { field, groupKind, listField, KubernetesManifest, textField } from '../../manifests/manifest';
import { anything, Permission } from '../permissions/new-permissions';
import { peerRanges, podsScope, policyRules, portScopes, rangeText } from '../permissions/policy-rules';
import { isEverywhere, isInternal, isPrivateRange, sourceRanges } from './private-networks';
import { routeOpenings } from './route-openings';

/** The ways from outside the cluster that an object opens: by a Service, a network policy, or a route of whatever kind. */
export function openings(manifest: KubernetesManifest, all: readonly KubernetesManifest[] = []): Permission[] {
  if (groupKind(manifest) === '/Service') return serviceOpenings(manifest);
  if (groupKind(manifest) === 'traefik.io/Middleware') return middlewareOpenings(manifest);
  return manifest.kind.endsWith('NetworkPolicy') ? policyOpenings(manifest) : routeOpenings(manifest, all);
}

const nodePort: Permission = { message: 'every node has a port of it', path: ['spec', 'type'] };

/** The ports of nodes that a load balancer has too, unless a field says that it needs none. */
export function nodePortsOf(manifest: KubernetesManifest): Permission[] {
  const isBalancer = groupKind(manifest) === '/Service' && field(manifest, 'spec', 'type') === 'LoadBalancer';
  return isBalancer && field(manifest, 'spec', 'allocateLoadBalancerNodePorts') !== false ? [nodePort] : [];
}

/** The ports that a Service, which is open already, gets beside those that it has. */
export function addedPorts(before: KubernetesManifest, after: KubernetesManifest): Permission[] {
  if (groupKind(after) !== '/Service' || openings(before).length === 0 || openings(after).length === 0) return [];
  const numbers = (port: unknown): unknown[] => [field(port, 'port'), field(port, 'targetPort') ?? field(port, 'port')];
  const later = listField(after, 'spec', 'ports');
  const known = new Set(listField(before, 'spec', 'ports').flatMap(numbers));
  const left = new Set(later.flatMap(numbers));
  if (known.size === 0 || [...known].some((number) => !left.has(number))) return [];
  return later
    .filter((port) => numbers(port).every((number) => !known.has(number)))
    .map((port) => ({ message: `port ${JSON.stringify(field(port, 'port'))} is open too`, path: ['spec', 'ports'] }));
}

/** A load balancer, a port of every node, an address that is routed to it. */
function serviceOpenings(service: KubernetesManifest): Permission[] {
  const type = field(service, 'spec', 'type');
  const externalIps = listField(service, 'spec', 'externalIPs').map((address) => ({
    message: `traffic to the address ${String(address)} comes in`,
    path: ['spec', 'externalIPs'],
  }));
  if (type === 'NodePort') return [nodePort, ...externalIps];
  if (type !== 'LoadBalancer' || isInternal(service, textField(service, 'spec', 'loadBalancerClass')))
    return externalIps;
  const isLimited = listField(service, 'spec', 'loadBalancerSourceRanges').length > 0;
  const path = ['spec', isLimited ? 'loadBalancerSourceRanges' : 'type'];
  const sources = (sourceRanges(service) ?? [anything]).filter((range) => !isPrivateRange(range));
  const balanced = sources.map((source) => ({
    message: `a load balancer lets in ${source === anything ? '0.0.0.0/0' : source}`,
    path,
    scope: [isEverywhere(source) ? anything : source],
  }));
  return [...balanced, ...externalIps];
}

/** The addresses that a middleware of Traefik lets in; none if it does not look at addresses. */
function middlewareOpenings(middleware: KubernetesManifest): Permission[] {
  return ['ipAllowList', 'ipWhiteList'].flatMap((name) =>
    listField(middleware, 'spec', name, 'sourceRange')
      .filter((range) => typeof range === 'string' && !isPrivateRange(range))
      .map(String)
      .map((range) => ({ message: `it lets in ${range}`, path: ['spec', name], scope: [range] })),
  );
}

/** The connections from outside the cluster's own pods that a network policy lets in. */
function policyOpenings(policy: KubernetesManifest): Permission[] {
  const path = ['spec', 'ingress'];
  const pods = podsScope(policy);
  return policyRules(policy, 'ingress').flatMap((rule) => {
    const ranges = peerRanges(rule, 'ingress').filter((range) => !isPrivateRange(range));
    return ranges.flatMap((range) => {
      const isForAll = range === anything || isEverywhere(range);
      return portScopes(rule).map((port) => ({
        message:
          `${port === anything ? 'every port' : `port ${port}`} lets in ` +
          `${isForAll ? 'anybody' : rangeText(range)}${pods === anything ? ', of every pod' : ''}`,
        path,
        scope: ['ingress', port, isForAll ? anything : range, pods],
      }));
    });
  });
}
