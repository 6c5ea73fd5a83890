import { get, kubectl } from './kubectl';
import { onCluster } from './cluster';
import { MongoSet } from './mongo-set';

interface Placed {
  readonly spec: { readonly nodeName: string };
  readonly status: { readonly podIP: string };
}

const dns = '-n kube-system';

/** Takes the cluster's DNS away while `during` runs. */
export async function withoutDns(during: () => Promise<void>): Promise<void> {
  const { spec } = await get<{ spec: { replicas: number } }>(`${dns} deployment coredns`);
  await kubectl(`${dns} scale deployment/coredns --replicas=0`);
  try {
    await kubectl(`${dns} wait --for=delete pod -l k8s-app=kube-dns --timeout=60s`);
    await during();
  } finally {
    await kubectl(`${dns} scale deployment/coredns --replicas=${spec.replicas}`);
    await kubectl(`${dns} rollout status deployment/coredns --timeout=60s`);
  }
}

/** Cuts a node off while `during` runs: its pods run on. */
export async function cutOff(node: string, during: () => Promise<void>): Promise<void> {
  await nodePower('cut', 'heal', node, during);
}

/** Powers a node off while `during` runs: all that runs on it ends at once, and its disk stays. */
export async function poweredOff(node: string, during: () => Promise<void>): Promise<void> {
  await nodePower('stop-node', 'start-node', node, during);
}

/** Drops a fifth of all packets between two members, and all beyond 32 kbyte/s in each direction, while `during` runs. */
export async function slowAndLossy(set: MongoSet, members: readonly [string, string], during: () => Promise<void>) {
  const [one, other] = await Promise.all(members.map((name) => get<Placed>(`-n ${set.namespace} pod ${name}`)));
  if (one === undefined || other === undefined) throw new Error(`not both of ${members.join(' and ')} are there`);
  const addresses = [one.status.podIP, other.status.podIP] as const;
  await withPacketRules(one.spec.nodeName, 'lossy', slowBetween(...addresses), during);
}

/**
 * The rules by which a fifth of all packets between two addresses is dropped, and all beyond 32 kbyte/s in each direction. By nft, for not
 * every kernel has `tc netem`.
 */
export function slowBetween(one: string, other: string): string[] {
  return [`ip saddr ${one} ip daddr ${other}`, `ip saddr ${other} ip daddr ${one}`].flatMap((between) => [
    `${between} numgen random mod 100 < 20 drop`,
    `${between} limit rate over 32 kbytes/second drop`,
  ]);
}

/** Has a node heed rules of nft for what it forwards, in a table of their own, while `during` runs. */
export async function withPacketRules(
  node: string,
  table: string,
  rules: readonly string[],
  during: () => Promise<void>,
): Promise<void> {
  try {
    await addPacketRules(node, table, rules);
    await during();
  } finally {
    await removePacketRules(node, table);
  }
}

/**
 * Cuts pods off from all others, and from the API server: only the kubelet reaches them, so that probes and `kubectl exec` work on. Returns
 * what heals the cut.
 */
export async function cutPods(set: MongoSet, names: readonly string[]): Promise<() => Promise<void>> {
  const pods = await Promise.all(names.map((name) => get<Placed>(`-n ${set.namespace} pod ${name}`)));
  const cuts = pods.map(({ spec, status: { podIP } }) => ({
    node: spec.nodeName,
    table: `cut_${podIP.replaceAll('.', '_')}`,
    rules: [`ip saddr ${podIP} drop`, `ip daddr ${podIP} drop`],
  }));
  await Promise.all(cuts.map(({ node, table, rules }) => addPacketRules(node, table, rules)));
  return async () => {
    await Promise.all(cuts.map(({ node, table }) => removePacketRules(node, table)));
  };
}

async function addPacketRules(node: string, table: string, rules: readonly string[]): Promise<void> {
  const chain = `add chain ip ${table} forward { type filter hook forward priority -10 ; }`;
  const commands = [`add table ip ${table}`, chain, ...rules.map((rule) => `add rule ip ${table} forward ${rule}`)];
  await onCluster(`node ${node} nft`, commands.join('\n'));
}

async function removePacketRules(node: string, table: string): Promise<void> {
  await onCluster(`node ${node} nft`, `delete table ip ${table}`);
}

/** How long a fault lasts. */
export function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

async function nodePower(take: string, giveBack: string, node: string, during: () => Promise<void>): Promise<void> {
  try {
    await onCluster(`${take} ${node}`);
    await during();
  } finally {
    await onCluster(`${giveBack} ${node}`);
    await kubectl(`wait node/${node} --for=condition=Ready --timeout=60s`, { seconds: 70 });
  }
}
