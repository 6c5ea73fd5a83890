import { get, kubectl } from './kubectl';
import { MongoSet } from './mongo-set';

interface Peer {
  readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
}

interface Policy {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: Peer['podSelector'];
    readonly policyTypes: readonly string[];
    readonly ingress: readonly { readonly from?: readonly Peer[] }[];
    readonly egress: readonly { readonly to?: readonly Peer[] }[];
  };
}

/** Cuts member 0 of three off from the other two, and from nothing else, by policies in the place of the set's own. */
export async function cutOffMember0(set: MongoSet): Promise<void> {
  const policy = await get<Policy>(`-n ${set.namespace} networkpolicy mongo`);
  const items = [
    forMember(policy, 'mongo-0', ['mongo-0']),
    ...['mongo-1', 'mongo-2'].map((pod) => forMember(policy, pod, ['mongo-1', 'mongo-2'])),
  ];
  await kubectl('apply -f -', { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  await set.kubectl('delete networkpolicy mongo');
}

/** Takes `cutOffMember0` back. */
export async function heal(set: MongoSet): Promise<void> {
  await set.apply();
  await set.kubectl('delete networkpolicy cut-mongo-0 cut-mongo-1 cut-mongo-2');
}

/** Takes the agents' way to the API server away; `apply` gives it back. */
export async function cutOffApiServer(set: MongoSet): Promise<void> {
  const { apiVersion, kind, metadata, spec } = await get<Policy>(`-n ${set.namespace} networkpolicy mongo`);
  const { name, namespace } = metadata;
  // The rules that name pods are those for members and DNS.
  const egress = spec.egress.filter(({ to = [] }) => to.some(({ podSelector }) => podSelector !== undefined));
  const policy = { apiVersion, kind, metadata: { name, namespace }, spec: { ...spec, egress } };
  await kubectl('apply -f -', { input: JSON.stringify(policy) });
}

function forMember({ apiVersion, kind, metadata, spec }: Policy, pod: string, peers: readonly string[]): object {
  const labelled = (name: string) => ({ podSelector: { matchLabels: { 'statefulset.kubernetes.io/pod-name': name } } });
  const own = JSON.stringify(spec.podSelector);
  const among = (list: readonly Peer[]) =>
    list.flatMap((peer): readonly Peer[] => (JSON.stringify(peer.podSelector) === own ? peers.map(labelled) : [peer]));
  return {
    apiVersion,
    kind,
    metadata: { name: `cut-${pod}`, namespace: metadata.namespace },
    spec: {
      ...labelled(pod),
      policyTypes: spec.policyTypes,
      ingress: spec.ingress.map((rule) => (rule.from === undefined ? rule : { ...rule, from: among(rule.from) })),
      egress: spec.egress.map((rule) => (rule.to === undefined ? rule : { ...rule, to: among(rule.to) })),
    },
  };
}
