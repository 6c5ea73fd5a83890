import { field, groupKind, listField, KubernetesManifest, textField } from '../../manifests/manifest';
import { Permission, rulePorts } from '../permissions/new-permissions';
import { isEverywhere, isInternal, isPrivateRange, sourceRanges } from './private-networks';
import { routeOpenings } from './route-openings';

/** The ways from outside the cluster that an object opens: by a Service, a network policy, or a route of whatever kind. */
export function openings(manifest: KubernetesManifest): Permission[] {
  if (groupKind(manifest) === '/Service') return serviceOpenings(manifest);
  return manifest.kind.endsWith('NetworkPolicy') ? policyOpenings(manifest) : routeOpenings(manifest);
}

/** A load balancer, a port of every node, an address that is routed to it. */
function serviceOpenings(service: KubernetesManifest): Permission[] {
  const type = field(service, 'spec', 'type');
  const externalIps = listField(service, 'spec', 'externalIPs').map((address) => ({
    message: `traffic to the address ${String(address)} comes in`,
    path: ['spec', 'externalIPs'],
  }));
  if (type === 'NodePort') return [{ message: 'every node has a port of it', path: ['spec', 'type'] }, ...externalIps];
  if (type !== 'LoadBalancer' || isInternal(service, textField(service, 'spec', 'loadBalancerClass')))
    return externalIps;
  const isLimited = listField(service, 'spec', 'loadBalancerSourceRanges').length > 0;
  const path = ['spec', isLimited ? 'loadBalancerSourceRanges' : 'type'];
  const sources = (sourceRanges(service) ?? ['0.0.0.0/0']).filter((range) => !isPrivateRange(range));
  return [...sources.map((source) => ({ message: `a load balancer lets in ${source}`, path })), ...externalIps];
}

/** The connections from outside the cluster's own pods that a network policy lets in. */
function policyOpenings(policy: KubernetesManifest): Permission[] {
  const path = ['spec', 'ingress'];
  const selector = field(policy, 'spec', 'podSelector') ?? field(policy, 'spec', 'endpointSelector') ?? {};
  const whom = JSON.stringify(selector) === '{}' ? ', of every pod' : '';
  return listField(policy, ...path).flatMap((rule) => {
    const ports = rulePorts(rule);
    const where = ports.length === 0 ? ['every port'] : ports.map((port) => `port ${port}`);
    return outsidePeers(rule).flatMap((peer) =>
      where.map((each) => ({ message: `${each} lets in ${isEverywhere(peer) ? 'anybody' : peer}${whom}`, path })),
    );
  });
}

/** The address ranges of a rule that are no private ones; a rule without peers is for all. */
function outsidePeers(rule: unknown): string[] {
  const cilium = ['fromEndpoints', 'fromEntities', 'fromCIDR', 'fromCIDRSet'].flatMap((name) => listField(rule, name));
  const peers = [...listField(rule, 'from').map((peer) => field(peer, 'ipBlock', 'cidr')), ...cilium];
  if (peers.length === 0) return ['0.0.0.0/0'];
  return peers
    .map((peer) => (peer === 'world' || peer === 'all' ? '0.0.0.0/0' : (field(peer, 'cidr') ?? peer)))
    .filter((peer): peer is string => typeof peer === 'string' && /[.:]/.test(peer) && !isPrivateRange(peer));
}
