import { get, waitFor } from '../kubectl';
import { pause } from '../mongo-faults';
import { MongoSet } from '../mongo-set';
import { podOf, Writer } from '../mongo-writer';
import { Target, targets } from './fault-schedule';

interface Pod {
  readonly metadata: { readonly uid: string };
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly podIP?: string };
}

/** A pod, its node and address, each of which is another one after a replacement. */
interface Life {
  readonly uid: string;
  readonly node: string;
  readonly address: string;
}

/** A member by the name of its pod. */
export interface Member {
  readonly pod: string;
  /** What it was when the round began. */
  readonly start: Life;
  /** What it is now; what it was when the round began where the API server does not answer. */
  readonly now: () => Promise<Life>;
}

// An API server that is frozen replaces no pod either.
const patience = 5;

/** Who is who in a healthy set of three. */
export async function membersByTarget(set: MongoSet, writer: Writer): Promise<Readonly<Record<Target, Member>>> {
  const views = [...(await writer.members(set.hosts(3)))];
  const order = views.sort((one, other) => rank(one.state) - rank(other.state) || one.host.localeCompare(other.host));
  const members = await Promise.all(order.map(({ host }) => memberOf(set.namespace, podOf(host))));
  return Object.fromEntries(targets.map((target, index) => [target, members[index]])) as Record<Target, Member>;
}

function rank(state: string): number {
  return state === 'PRIMARY' ? 0 : 1;
}

async function memberOf(namespace: string, pod: string): Promise<Member> {
  const look = async () => {
    const { metadata, spec, status } = await get<Pod>(`-n ${namespace} pod ${pod} --request-timeout=${patience}s`);
    return { uid: metadata.uid, node: spec.nodeName ?? '', address: status.podIP ?? '' };
  };
  const start = await look();
  // A pod that another fault of the round ended has no node and no address at first.
  const placed = async () => {
    const life = await look();
    return life.node === '' || life.address === '' ? undefined : life;
  };
  const now = () => waitFor(`a node and an address of ${pod}`, patience, placed).catch(() => start);
  return { pod, start, now: () => Promise.race([now(), pause(patience).then(() => start)]) };
}
