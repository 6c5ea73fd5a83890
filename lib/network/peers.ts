import type * as k8s from '../../imports/k8s';
import { Issue, Problem, within } from '../findings/problem';
import { Dns, dnsEgress } from './dns';
import { Endpoint } from './endpoint';
import { cidrProblem } from './cidr';
import { Findings, shown } from '../findings/findings';
import { dnsLabelProblem, labelKeyProblem, labelValueProblem } from '../kubernetes/names';
import { endpointEgress, endpointPeer, internetEgress, namespacePeer, tcpPort } from './network-peers';
import { portProblem } from './port';
import {
  scalar,
  either,
  flag,
  present,
  listOf,
  map,
  mapOf,
  number,
  oneOf,
  optional,
  record,
  Shape,
  Shapes,
  text,
} from '../props/shape';

/** Egress of the pods. */
export interface EgressProps {
  /**
   * Targets that the pods connect to, besides DNS and those that the construct adds itself, such as the endpoints of `env`.
   * @default - nothing
   */
  readonly egress?: readonly (Target | 'internet')[];
  /**
   * `false` leaves the NetworkPolicy out.
   * @default true
   */
  readonly networkPolicy?: boolean;
}

/** Pods by what they are: a construct with an endpoint, an endpoint, all pods of a namespace; or addresses. */
export type Peer =
  { readonly endpoint: Endpoint } | Endpoint | { readonly namespaceName: string } | { readonly cidr: string };

/** A peer that is connected to; for a namespace or addresses at stated TCP ports, or at all. */
export type Target =
  | { readonly endpoint: Endpoint }
  | Endpoint
  | { readonly namespaceName: string; readonly ports?: readonly number[] }
  | { readonly cidr: string; readonly ports?: readonly number[] };

/** An endpoint may know more of itself than is asked for here. */
export const endpointShape: Shape = {
  wanted: 'an endpoint',
  misfit: (value) => map.misfit(value) ?? endpointFields.misfit(endpointOf(value as Endpoint)),
};

const endpointFields = record<Endpoint>({
  namespace: optional(text),
  labels: mapOf(text),
  port: number,
  clientLabels: optional(mapOf(text)),
});
const constructShape: Shape = {
  wanted: 'a construct with an endpoint',
  // An object of a class, too.
  misfit: (value) =>
    typeof value === 'object' && value !== null
      ? endpointShape.misfit((value as { endpoint?: unknown }).endpoint)
      : map.misfit(value),
};
const ports = optional(listOf(scalar));

/** A Peer. */
export const peerShape = either(
  constructShape,
  endpointShape,
  record({ namespaceName: text }),
  record({ cidr: present }),
);

export const egressShapes: Shapes<EgressProps> = {
  egress: optional(
    listOf(
      either(
        oneOf('internet'),
        constructShape,
        endpointShape,
        record({ namespaceName: text, ports }),
        record({ cidr: present, ports }),
      ),
    ),
  ),
  networkPolicy: optional(flag),
};

/** A Target whose construct is resolved to its endpoint. */
export type ResolvedTarget = Exclude<Target, { readonly endpoint: Endpoint }> | 'internet';

/** The targets with constructs in their place as endpoints. */
export function resolvedTargets(targets: readonly (Target | 'internet')[]): ResolvedTarget[] {
  return targets.map((target) => (typeof target === 'object' && 'endpoint' in target ? target.endpoint : target));
}

/** The labels by which the targets' own policies let the pods in. */
export function clientLabels(targets: readonly ResolvedTarget[]): Record<string, string> {
  return Object.assign({}, ...targets.map((target) => (isEndpoint(target) ? target.clientLabels : {}))) as Record<
    string,
    string
  >;
}

/** Egress to DNS, and to each target once. */
export function egressRules(targets: readonly ResolvedTarget[], dns: Dns | undefined): k8s.NetworkPolicyEgressRule[] {
  return [dnsEgress(dns), ...targetRules(targets)];
}

/** The rules of the targets, each once. */
export function targetRules(targets: readonly ResolvedTarget[]): k8s.NetworkPolicyEgressRule[] {
  const rules = targets.map((target) => {
    if (target === 'internet') return internetEgress();
    if (isEndpoint(target)) return endpointEgress(target);
    return { to: [peer(target)], ...(target.ports === undefined ? {} : { ports: target.ports.map(tcpPort) }) };
  });
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

/** Reports targets that select nothing. */
export function checkEgress(findings: Findings, props: EgressProps): void {
  for (const target of resolvedTargets(props.egress ?? [])) {
    if (target === 'internet') continue;
    findings.add('egress', peerProblem(target));
    for (const port of 'ports' in target ? (target.ports ?? []) : []) findings.add('egress ports', portProblem(port));
  }
}

/** One side of a rule. */
export function peer(one: Peer): k8s.NetworkPolicyPeer {
  if ('endpoint' in one) return endpointPeer(one.endpoint);
  if (isEndpoint(one)) return endpointPeer(one);
  return 'cidr' in one ? { ipBlock: { cidr: one.cidr } } : namespacePeer(one.namespaceName);
}

function isEndpoint(one: unknown): one is Endpoint {
  return typeof one === 'object' && one !== null && 'labels' in one && 'port' in one;
}

function endpointOf({ namespace, labels, port, clientLabels }: Endpoint): Endpoint {
  return { namespace, labels, port, clientLabels };
}

/** Returns the problem of a peer whose name, labels or addresses select nothing. */
export function peerProblem(one: Peer): Issue | undefined {
  if ('endpoint' in one) return peerProblem(one.endpoint);
  if (isEndpoint(one)) return endpointProblem(one);
  return 'cidr' in one
    ? prefixed('', cidrProblem(one.cidr))
    : prefixed('namespaceName', dnsLabelProblem(one.namespaceName));
}

function endpointProblem({ namespace, labels, port, clientLabels }: Endpoint): Issue | undefined {
  if (namespace !== undefined && dnsLabelProblem(namespace) !== undefined)
    return prefixed('namespace', dnsLabelProblem(namespace));
  for (const [key, value] of Object.entries({ ...labels, ...clientLabels })) {
    const problem = labelKeyProblem(key) ?? labelValueProblem(value);
    if (problem !== undefined) return prefixed(`label ${shown(key)}`, problem);
  }
  return prefixed('port', portProblem(port));
}

function prefixed(part: string, problem: Problem | undefined): Issue | undefined {
  return problem === undefined ? undefined : within(part, problem);
}
