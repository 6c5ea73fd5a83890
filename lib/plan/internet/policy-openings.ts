import { field, listField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { Permission, rulePorts } from '../permissions/new-permissions';
import { isEverywhere, isPrivateRange } from './source-ranges';

/** The connections from outside the cluster's own pods that a network policy lets in. */
export function policyOpenings(policy: Manifest): Permission[] {
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
