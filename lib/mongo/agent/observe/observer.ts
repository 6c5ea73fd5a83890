import { lookup } from 'node:dns/promises';
import { NodeLabels } from '../contract';
import { candidates } from '../decide/membership';
import { readDesired } from '../files/settings';
import { AppliedStatefulSet } from '../http/api-server';
import { Connections, reasonOf } from '../mongod/connections';
import { memberName, memberOrdinal } from '../mongod/hosts';
import { memberState, stateBehind, stateOf } from '../mongod/state';
import { isServing, Member, Observation } from '../observation';
import { observeCompatibility, observeConfiguration } from './configuration';
import { dnsProblem } from './dns';
import { peerState } from './peers';
import { staleConnections } from './stale-connections';
import { observeTls } from './tls';
import { holdsUsers, observeRoles, usersObserver } from './users';

/** The pod that an agent belongs to. */
export interface Pod {
  readonly ordinal: number;
  readonly address: string;
  readonly node?: string;
  readonly nodeLabels?: NodeLabels;
}

/** The observation of this pod's mongod alone. */
export type MongodObservation = Pick<Observation, 'state' | 'members' | 'listed'>;

/** The sources of an observation. */
export interface Sources {
  readonly mongods: Connections;
  readonly readStatefulSet: () => Promise<AppliedStatefulSet>;
  readonly pod: Pod;
}

interface ReplicaSetStatus {
  readonly myState: number;
  readonly members: readonly {
    readonly name: string;
    readonly stateStr: string;
    readonly authenticated?: boolean;
    readonly optimeDate?: Date;
  }[];
}

/** Observes the set for one decision. It remembers how long this member is lost, and which logins and connections it has tried. */
export class Observer {
  #lostSince: number | undefined;
  readonly #staleConnections = staleConnections();
  readonly #observeUsers: ReturnType<typeof usersObserver>;

  constructor(private readonly sources: Sources) {
    this.#observeUsers = usersObserver(sources.mongods);
  }

  /** Returns the whole observation; `mongod` is the part that was observed before. */
  async observe(mongod?: MongodObservation): Promise<Observation> {
    const { mongods, pod, readStatefulSet } = this.sources;
    const { ordinal, node, nodeLabels } = pod;
    const [statefulSet, own] = await Promise.all([
      readStatefulSet().catch((error: unknown) => ({ apiProblem: reasonOf(error) })),
      mongod ?? this.mongod(),
    ]);
    const { replicas, revision, apiProblem }: Partial<AppliedStatefulSet> & { apiProblem?: string } = statefulSet;
    const found = candidates({ ordinal, replicas, ...own }).map(
      async (peer) => [peer, await peerState(mongods, peer)] as const,
    );
    const peers = Object.fromEntries(await Promise.all(found));
    const desired = isServing(own.state) ? readDesired(mongods.settings) : undefined;
    const led = own.state === 'primary' ? desired : undefined;
    const users = desired ? [...(await observeRoles(mongods, desired)), ...(await this.#observeUsers(desired))] : [];
    const isLacking = users.some(({ state }) => state !== 'synced');
    return {
      ordinal,
      replicas,
      apiProblem,
      revision,
      ...own,
      ...(led && (await observeConfiguration(mongods, led.topology, own.members))),
      node,
      nodeLabels,
      dnsProblem: await dnsProblem(mongods.settings, { ordinal, ...own, peers }),
      lostSeconds: await this.#lostSeconds(own),
      peers,
      users,
      holdsUsers: led && isLacking ? await holdsUsers(mongods) : undefined,
      compatibility: led && (await observeCompatibility(mongods, led, own.members)),
      tls: await observeTls(mongods, ordinal, own.members, desired?.topology.outside),
      staleConnections: await this.#staleConnections(own.members),
    };
  }

  /** Observes this pod's mongod alone. */
  async mongod(): Promise<MongodObservation> {
    const { mongods, pod } = this.sources;
    try {
      const status = (await mongods.local({ replSetGetStatus: 1 })) as ReplicaSetStatus;
      return { state: stateOf(status.myState), members: this.#members(status), listed: true };
    } catch (error) {
      const state = stateBehind(error);
      const config = state === 'removed' ? await mongods.configuration().catch(() => undefined) : undefined;
      return {
        state,
        members: [],
        listed: config?.members.some(({ host }) => memberOrdinal(mongods.settings, host) === pod.ordinal) ?? false,
      };
    }
  }

  #members(status: ReplicaSetStatus): Member[] {
    const { settings } = this.sources.mongods;
    // A primary that does not know of its successor yet is shown beside it, and is the one that is behind.
    const primaries = status.members.filter(({ stateStr }) => stateStr === 'PRIMARY');
    const latest = Math.max(...primaries.map(({ optimeDate }) => Number(optimeDate ?? 0)));
    return status.members.map(({ name, optimeDate, ...member }) => ({
      host: name,
      ordinal: memberOrdinal(settings, name),
      state: memberState(member),
      lagSeconds: latest > 0 && optimeDate ? (latest - Number(optimeDate)) / 1000 : undefined,
    }));
  }

  async #lostSeconds({ state, listed }: MongodObservation): Promise<number> {
    const isLost = state === 'removed' && listed && (await this.#nameIsRight());
    if (!isLost) this.#lostSince = undefined;
    else this.#lostSince ??= process.uptime();
    return this.#lostSince ? process.uptime() - this.#lostSince : 0;
  }

  async #nameIsRight(): Promise<boolean> {
    const { mongods, pod } = this.sources;
    const found = await lookup(memberName(mongods.settings, pod.ordinal), { all: true }).catch(() => []);
    return found.some(({ address }) => address === pod.address);
  }
}
