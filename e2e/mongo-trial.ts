import { Figures } from './mongo-figures';
import { MongoSet } from './mongo-set';
import { MemberView, podOf, Writer } from './mongo-writer';
import { waitFor } from './kubectl';

/** What a scenario does to pods on purpose. All others must come out of it as they went in. */
export interface Disturbance {
  /** Pods that end and are made anew. */
  readonly replaced?: readonly string[];
  /** Containers, as `mongo-0/mongod`, that the scenario ends one or more times inside their pod. */
  readonly restarted?: readonly string[];
}

type Lives = ReadonlyMap<string, { readonly uid: string; readonly restarts: ReadonlyMap<string, number> }>;

/** One set under a writer, disturbed in one way after the other, and found whole after each. */
export class Trial {
  readonly figures: Figures[] = [];
  #replicaSetId: string | undefined;

  constructor(
    readonly set: MongoSet,
    readonly writer: Writer,
  ) {}

  /** Does what `disturb` does, waits for health, and checks all that must hold after every scenario; then its figures count. */
  async run(scenario: string, disturb: () => Promise<Disturbance>, seconds: number): Promise<void> {
    const [before] = await Promise.all([this.#lives(), this.writer.mark()]);
    const start = Date.now();
    const disturbance = await disturb();
    const views = await this.healthy(seconds);
    const healthy = (Date.now() - start) / 1000;
    const [{ gap, failures }, lost, after, difference] = await Promise.all([
      this.writer.figures(),
      this.writer.lost(),
      this.#lives(),
      this.set.difference(),
    ]);
    const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
    console.log(`${scenario}: ${JSON.stringify({ gap, failures, healthy })}`);
    expect(lost).toBe(0);
    expect(new Set(views.map(({ set }) => set))).toEqual(new Set([this.#replicaSetId]));
    expect(unwanted(before, after, disturbance)).toEqual([]);
    expect(difference).toBe('');
    this.figures.push({ scenario, writes: { gap: gap / 1000, failed }, healthy });
  }

  /** Waits until every pod is ready and every member agrees on the members, of which one is the primary and the others follow it. */
  async healthy(seconds: number): Promise<readonly MemberView[]> {
    const views = await waitFor('a healthy set', seconds, async () => {
      const replicas = await this.set.settledReplicas();
      if (replicas === undefined)
        throw new Error('not all pods are ready, of the newest revision and no more than wanted');
      const members = await this.writer.members(this.set.hosts(replicas));
      const wanted = this.set.hosts(replicas).sort().join();
      const agreed = members.every(({ hosts }) => [...hosts].sort().join() === wanted);
      const states = members.map(({ state }) => state).sort();
      const complete = states.every((state, index) => state === (index === 0 ? 'PRIMARY' : 'SECONDARY'));
      if (!agreed || !complete) throw new Error(JSON.stringify(members));
      return members;
    });
    this.#replicaSetId ??= views[0]?.set;
    return views;
  }

  /** The pod of the primary. */
  async primary(): Promise<string> {
    return podOf((await this.#primaryView()).host);
  }

  /** How many elections there were, those included that nobody won. */
  async elections(): Promise<number> {
    return (await this.#primaryView()).term;
  }

  /** Has the primary hand over until it is one that is accepted. */
  async movePrimary(accepts: (pod: string) => boolean): Promise<void> {
    await waitFor('another primary', 60, async () => {
      const { host } = await this.#primaryView();
      if (accepts(podOf(host))) return true;
      await this.writer.stepDown(host);
      return undefined;
    });
  }

  async #primaryView(): Promise<MemberView> {
    const views = await this.writer.members(this.set.hosts((await this.set.pods()).length));
    const view = views.find(({ state }) => state === 'PRIMARY');
    if (view === undefined) throw new Error(`no member is primary: ${JSON.stringify(views)}`);
    return view;
  }

  async #lives(): Promise<Lives> {
    const pods = await this.set.pods();
    return new Map(
      pods.map(({ metadata, status }) => [
        metadata.name,
        {
          uid: metadata.uid,
          restarts: new Map((status.containerStatuses ?? []).map(({ name, restartCount }) => [name, restartCount])),
        },
      ]),
    );
  }
}

/** What happened to pods that nobody asked for. */
function unwanted(before: Lives, after: Lives, { replaced = [], restarted = [] }: Disturbance): string[] {
  return [...after].flatMap(([pod, { uid, restarts }]) => {
    const earlier = before.get(pod);
    const isNew = uid !== earlier?.uid;
    if (isNew && earlier !== undefined && !replaced.includes(pod)) return [`${pod} was replaced`];
    return [...restarts].flatMap(([container, count]) => {
      const expected = isNew ? 0 : (earlier.restarts.get(container) ?? 0);
      const free = restarted.includes(`${pod}/${container}`);
      return count === expected || free ? [] : [`${pod}/${container} was restarted ${count - expected} times`];
    });
  });
}
