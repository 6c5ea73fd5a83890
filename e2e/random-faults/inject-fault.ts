import { rmSync } from 'node:fs';
import { kubectl, run, succeed, waitFor } from '../kubectl';
import { cutOff, pause, poweredOff, slowBetween, withoutDns, withPacketRules } from '../mongo-faults';
import { frozen, killProcesses, processesNamed, processesOf } from '../mongo-processes';
import { MongoSet, newPassword } from '../mongo-set';
import { Disturbance } from '../mongo-trial';
import { FaultKind } from './fault-kinds';
import { Member } from './fault-members';
import { volumeFolder } from './volume-folder';

/** What a fault is done to. */
export interface Victims {
  readonly set: MongoSet;
  readonly target: Member;
  /** The members when the round began, the target among them. */
  readonly members: readonly Member[];
  /** A name for tables of nft that no other fault of the round has. */
  readonly table: string;
  readonly seconds: number;
}

const everyMember = { replaced: ['mongo-0', 'mongo-1', 'mongo-2'] };

/** Does a fault, and takes it back where it does not end by itself. Gives what it does to pods. */
export const injectFault: Readonly<Record<FaultKind, (victims: Victims) => Promise<Disturbance>>> = {
  killMongod: async ({ target }) => {
    killProcesses((await target.now()).uid, 'mongod');
    return { restarted: [`${target.pod}/mongod`] };
  },
  killAgent: async ({ target }) => {
    killProcesses((await target.now()).uid, 'mongosh');
    return { restarted: [`${target.pod}/agent`] };
  },
  freezeMongod: async ({ target, seconds }) => {
    await frozen(processesOf((await target.now()).uid, 'mongod'), () => pause(seconds));
    return {};
  },
  freezeAgent: async ({ target, seconds }) => {
    await frozen(processesOf((await target.now()).uid, 'mongosh'), () => pause(seconds));
    return {};
  },
  cut: (victims) => withRulesOfTarget(victims, (own, peers) => [...drop(own, peers), ...drop(peers, own)]),
  deafen: (victims) => withRulesOfTarget(victims, (own, peers) => drop(peers, own)),
  slow: (victims) => withRulesOfTarget(victims, (own, peers) => slowBetween(own, peers)),
  noDns: (victims) => withRulesOfAll(victims, (own) => [`ip saddr ${own} meta l4proto { tcp, udp } th dport 53 drop`]),
  noApiServer: (victims) => withRulesOfAll(victims, (own) => [`ip saddr ${own} tcp dport { 443, 6443 } drop`]),
  deletePod: async ({ set, target: { pod } }) => {
    await set.kubectl(`delete pod ${pod} --ignore-not-found`);
    return { replaced: [pod] };
  },
  losePod: async ({ set, target: { pod } }) => {
    await set.kubectl(`delete pod ${pod} --ignore-not-found --force --grace-period=0`);
    // The mongod of the next pod ends at once as long as that of this one still has the lock of the data directory.
    return { replaced: [pod], restarted: [`${pod}/mongod`] };
  },
  evict: async ({ set, target: { pod } }) => {
    await waitFor(`the budget to allow the eviction of ${pod}`, 150, () => evict(set.namespace, pod));
    return { replaced: [pod] };
  },
  wipe: async ({ set, target: { pod } }) => {
    await set.kubectl(`delete persistentvolumeclaim data-${pod} --wait=false`);
    await set.kubectl(`delete pod ${pod} --ignore-not-found`);
    return { replaced: [pod] };
  },
  fillDisk: async ({ target, seconds }) => {
    // A pod that another fault of the round ended has no volume at first, and then has it elsewhere.
    const ballast = () => waitFor('a volume', 150, async () => `${volumeFolder((await target.now()).uid)}/ballast`);
    try {
      // It takes all that is left, and fails then.
      await run('dd', ['if=/dev/zero', `of=${await ballast()}`, 'bs=1M']);
      await pause(seconds);
    } finally {
      rmSync(await ballast(), { force: true });
    }
    return { restarted: [`${target.pod}/mongod`] };
  },
  scaleUp: async ({ set, seconds }) => {
    await scale(set, 5, seconds);
    return {};
  },
  scaleDown: async ({ set, seconds }) => {
    await scale(set, 1, seconds);
    return { replaced: ['mongo-1', 'mongo-2'] };
  },
  rollOut: async ({ set }) => {
    await set.kubectl('rollout restart statefulset mongo');
    return everyMember;
  },
  rotate: async ({ set }) => {
    const { username = '' } = await set.readSecret('mongo-second');
    await set.writeSecret('mongo-second', { username, password: newPassword() });
    await set.renewFiles();
    return {};
  },
  drain: async ({ set, target, seconds }) => {
    const { node } = await target.now();
    const pods = `--pod-selector=app=mongo,app.kubernetes.io/part-of=${set.namespace}`;
    try {
      await kubectl(`drain ${node} --ignore-daemonsets --delete-emptydir-data ${pods} --timeout=150s`, {
        seconds: 160,
      });
      await pause(seconds);
    } finally {
      await kubectl(`uncordon ${node}`);
    }
    return everyMember;
  },
  cutNode: async ({ target, seconds }) => {
    await cutOff((await target.now()).node, () => pause(seconds));
    return {};
  },
  powerOff: async ({ target, members, seconds }) => {
    const { node } = await target.now();
    await poweredOff(node, () => pause(seconds));
    const pods = members.filter((member) => member.start.node === node).map(({ pod }) => pod);
    return { restarted: [...pods, target.pod].flatMap((pod) => [`${pod}/mongod`, `${pod}/agent`]) };
  },
  stopDns: async ({ seconds }) => {
    await withoutDns(() => pause(seconds));
    return {};
  },
  freezeApiServer: async ({ seconds }) => {
    await frozen(processesNamed('kube-apiserver'), () => pause(seconds));
    return {};
  },
};

async function withRulesOfTarget(
  { target, members, table, seconds }: Victims,
  rules: (own: string, peers: string) => readonly string[],
): Promise<Disturbance> {
  const { node, address } = await target.now();
  const peers = members.filter(({ pod }) => pod !== target.pod).map(({ start }) => start.address);
  await withPacketRules(node, table, rules(address, `{ ${peers.join(', ')} }`), () => pause(seconds));
  return {};
}

async function withRulesOfAll(
  { members, table, seconds }: Victims,
  rules: (own: string) => readonly string[],
): Promise<Disturbance> {
  const nodes = [...new Set(members.map(({ start }) => start.node))];
  const all = `{ ${members.map(({ start }) => start.address).join(', ')} }`;
  await Promise.all(nodes.map((node) => withPacketRules(node, table, rules(all), () => pause(seconds))));
  return {};
}

function drop(from: string, to: string): string[] {
  return [`ip saddr ${from} ip daddr ${to} drop`];
}

async function scale(set: MongoSet, replicas: number, seconds: number): Promise<void> {
  await set.kubectl(`scale statefulset mongo --replicas=${replicas}`);
  try {
    await pause(seconds);
  } finally {
    await set.kubectl('scale statefulset mongo --replicas=3');
  }
}

async function evict(namespace: string, name: string): Promise<true | undefined> {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
  await succeed('kubectl', ['create', '--raw', path, '-f', '-'], { input: JSON.stringify(eviction) });
  return true;
}
