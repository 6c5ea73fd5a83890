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

/**
 * While `during` runs, drops a fifth of all packets between two members, and all beyond 32 kbyte/s in each direction. By nft, for not
 * every kernel has `tc netem`.
 */
export async function slowAndLossy(set: MongoSet, members: readonly [string, string], during: () => Promise<void>) {
  const [one, other] = await Promise.all(members.map((name) => get<Placed>(`-n ${set.namespace} pod ${name}`)));
  if (one === undefined || other === undefined) throw new Error(`not both of ${members.join(' and ')} are there`);
  const table = `node ${one.spec.nodeName} nft`;
  try {
    await onCluster(`${table} add table ip lossy`);
    await onCluster(`${table} add chain ip lossy forward { type filter hook forward priority -10 ; }`);
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const rule = `add rule ip lossy forward ip saddr ${from.status.podIP} ip daddr ${to.status.podIP}`;
      await onCluster(`${table} ${rule} numgen random mod 100 < 20 drop`);
      await onCluster(`${table} ${rule} limit rate over 32 kbytes/second drop`);
    }
    await during();
  } finally {
    await onCluster(`${table} delete table ip lossy`);
  }
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
