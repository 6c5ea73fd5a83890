import { Connection } from '../mongod/connections';
import { Pause } from '../mongod/set-connection';
import { Timestamp } from './source-oplog';

/** The state of an import, which the set has in `admin`, where neither clients nor an import look. */
export interface ImportState {
  readonly _id: string;
  readonly state: 'copying' | 'following' | 'finished';
  /** The last entry of the source's oplog that the set has. */
  readonly position?: Timestamp;
  /** The number of the copy. */
  readonly copies: number;
  /** The run that imports, and the last time that it said so. */
  readonly runner: string;
  readonly beat: Date;
}

const collection = 'cdk8s-backend.imports';
const staleMilliseconds = 30_000;

/** The end of a run whose import another run of the Job does by now. */
export class TakenOver extends Error {
  constructor() {
    super('another run has taken this import over');
  }
}

/** The record of an import in the set: what was done, and which run of the Job does it. Two runs at a time would mix their data. */
export class ImportRecord {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly set: Connection,
    readonly mark: string,
    private readonly runner: string,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Returns the state that a run before left; undefined if there was none. */
  async read(): Promise<ImportState | undefined> {
    return (await this.#all()).find(({ _id }) => _id === this.mark);
  }

  /** Waits until no other run imports into the set. Such a run says so every few seconds. */
  async untilAlone(pause: Pause): Promise<void> {
    for (;;) {
      const isOther = ({ state, runner, beat }: ImportState) =>
        state !== 'finished' && runner !== this.runner && this.now().getTime() - beat.getTime() < staleMilliseconds;
      if (!(await this.#all()).some(isOther)) return;
      await pause(5000);
    }
  }

  /** Makes this run the one that imports, with what is known so far. */
  async begin(state: Pick<ImportState, 'state' | 'copies' | 'position'>): Promise<void> {
    await this.#update({ _id: this.mark }, state, true);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.change({}).catch(() => undefined);
    }, 5000).unref();
  }

  /**
   * Changes the record, or only says that this run goes on.
   * @throws TakenOver if another run imports by now
   */
  async change(state: Partial<Pick<ImportState, 'state' | 'position' | 'copies'>>): Promise<void> {
    const changed = await this.#update({ _id: this.mark, runner: this.runner }, state, false);
    if (changed === 0) throw new TakenOver();
  }

  /** Ends this run's part. */
  end(): void {
    clearInterval(this.#timer);
  }

  async #all(): Promise<readonly ImportState[]> {
    const answer = await this.set.getDB('admin').runCommand({ find: collection, readConcern: { level: 'majority' } });
    return (answer as { cursor: { firstBatch: readonly ImportState[] } }).cursor.firstBatch;
  }

  async #update(q: object, state: object, upsert: boolean): Promise<number> {
    const u = { $set: { ...state, runner: this.runner, beat: this.now() } };
    const update = { update: collection, updates: [{ q, u, upsert }], writeConcern: { w: 'majority' } };
    return ((await this.set.getDB('admin').runCommand(update)) as { n: number }).n;
  }
}
