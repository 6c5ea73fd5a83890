import { field, KubernetesManifest, listField, textField, textMapField } from '../../manifests/manifest';
import { anything } from './new-permissions';

/** The directions of connections that a network policy is for. */
export type Direction = 'ingress' | 'egress';

/** The part of a scope that stands for the pods of all namespaces. */
export const everyNamespace = 'every namespace';

const peerFields: Readonly<Record<Direction, readonly string[]>> = {
  ingress: ['from', 'fromEndpoints', 'fromEntities', 'fromCIDR', 'fromCIDRSet', 'fromGroups'],
  egress: ['to', 'toEndpoints', 'toEntities', 'toCIDR', 'toCIDRSet', 'toFQDNs', 'toServices', 'toGroups'],
};
const everybody = new Set(['world', 'all']);

/** The rules of a network policy of Kubernetes, Cilium or Calico that allow something. */
export function policyRules(policy: KubernetesManifest, direction: Direction): unknown[] {
  const specs = [policy['spec'], ...listField(policy, 'specs')];
  const rules = specs.flatMap((spec) => listField(spec, direction));
  return rules.filter((rule) => (textField(rule, 'action') ?? 'Allow') === 'Allow');
}

/** The others in a rule of a policy; none if it is for all. */
export function peersOf(rule: unknown, direction: Direction): unknown[] {
  const peers = peerFields[direction].flatMap((name) => listField(rule, name));
  // Calico has one for each direction.
  const own = field(rule, direction === 'ingress' ? 'source' : 'destination');
  const names = Object.keys(textMapField(own)).filter((name) => name !== 'ports');
  return [...peers, ...(names.length > 0 ? [Object.fromEntries(names.map((name) => [name, field(own, name)]))] : [])];
}

/** The address ranges that a rule names, `0.0.0.0/0` for all; those left out are written after `!`, as in `10.0.0.0/8!10.1.0.0/16`. */
export function peerRanges(rule: unknown, direction: Direction): string[] {
  const peers = peersOf(rule, direction);
  if (peers.length === 0) return [anything];
  return peers.flatMap((peer) => {
    if (typeof peer === 'string') return everybody.has(peer) ? ['0.0.0.0/0'] : /[.:]/.test(peer) ? [peer] : [];
    const nets = [...listField(peer, 'nets'), ...listField(peer, 'networks')].filter((net) => typeof net === 'string');
    const block = field(peer, 'ipBlock') ?? peer;
    const cidr = textField(block, 'cidr');
    const holes = listField(block, 'except').filter((hole) => typeof hole === 'string');
    return [...nets, ...(cidr === undefined ? [] : [[cidr, ...holes].join('!')])];
  });
}

/** Tells whether a rule is for the pods of all namespaces, without a condition on these. */
export function isForEveryNamespace(rule: unknown, direction: Direction): boolean {
  return peersOf(rule, direction).some((peer) => {
    if (peer === 'cluster') return true;
    const namespaces = field(peer, 'namespaceSelector') ?? field(peer, 'namespaces');
    const isAll = namespaces === 'all()' || isEmptySelector(namespaces);
    const pods = field(peer, 'podSelector') ?? field(peer, 'selector');
    return isAll && (pods === undefined || pods === 'all()' || isEmptySelector(pods));
  });
}

/** The ports of a rule, each as a part of a scope. */
export function portScopes(rule: unknown): string[] {
  const cilium = listField(rule, 'toPorts').flatMap(rulePorts);
  const calico = listField(rule, 'destination', 'ports')
    .filter((port) => typeof port === 'string' || typeof port === 'number')
    .map((port) => String(port).replace(':', '-'));
  const ports = [...rulePorts(rule), ...cilium, ...calico].map((port) => (port === 'any' ? anything : port));
  return ports.length === 0 ? [anything] : ports;
}

/** The pods of a policy as a part of a scope: all of its namespace, or some. */
export function podsScope(policy: KubernetesManifest): string {
  const selector = field(policy, 'spec', 'podSelector') ?? field(policy, 'spec', 'endpointSelector') ?? {};
  return isEmptySelector(selector) ? anything : 'some pods';
}

/** A range of addresses of a scope in words. */
export function rangeText(range: string): string {
  const [block = '', ...holes] = range.split('!');
  return holes.length === 0 ? block : `${block} except ${holes.join(', ')}`;
}

function isEmptySelector(selector: unknown): boolean {
  return typeof selector === 'object' && selector !== null && Object.keys(selector).length === 0;
}

/** The ports of a policy's rule, none if it is for all of them. */
export function rulePorts(rule: unknown): string[] {
  return listField(rule, 'ports').map((each) => {
    const port = field(each, 'port');
    const last = field(each, 'endPort');
    if (typeof port !== 'number' && typeof port !== 'string') return 'any';
    return typeof last !== 'number' || last === port ? String(port) : `${port}-${last}`;
  });
}
