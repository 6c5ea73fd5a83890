import { performance } from 'node:perf_hooks';
import { isChange } from '../decide/actions';
import { Action, AgentStatus, MongodState, Observation } from '../observation';

const staleSeconds = 30;
const stuckSeconds = 120;
const forgottenSeconds = 900;

/** The counts of what an agent did since it started, by kind of action, and the ages of what it knows. */
export interface History {
  readonly done: Readonly<Record<string, number>>;
  readonly failed: Readonly<Record<string, number>>;
  readonly reconcileAgeSeconds: number;
  /** Infinity before the first observation. */
  readonly observationAgeSeconds: number;
}

/** The last reconciliation of an agent: the answers to the probes and to `/status`, and the log, one line per change. */
export class Report {
  #observation: Observation | undefined;
  #state: MongodState | undefined;
  #action: Action | undefined;
  #failure: string | undefined;
  /**
   * True once the member was set up since the agent started; elections and a later bad Secret do not undo it. The users concern the
   * primary: in the rollout that brings a new user's Secret, its pod is the last to have it.
   */
  #wasSetUp = false;
  #reconciledAt = performance.now();
  #observedAt = -Infinity;
  #logged = '';
  readonly #failures = new Map<string, number>();
  readonly #done: Record<string, number> = {};
  readonly #failed: Record<string, number> = {};

  constructor(private readonly write: (line: string) => void) {}

  /** Takes mongod's state, whatever becomes of the rest: a file that cannot be read does not make a member unready. */
  observed({ state }: Pick<Observation, 'state'>): void {
    this.#state = state;
    this.#observedAt = performance.now();
  }

  /** Takes a decision. */
  decided(observation: Observation, action: Action): void {
    this.observed(observation);
    this.#observation = observation;
    this.#action = action;
    this.#failure = undefined;
    this.#reconciledAt = performance.now();
    const { members, users, state: own } = observation;
    const hasPrimary = members.some(({ state }) => state === 'PRIMARY');
    const hasUsers = own === 'secondary' || users.every(({ state }) => state === 'synced');
    if (this.#inSync() && hasPrimary && hasUsers) this.#wasSetUp = true;
    if (action.kind === 'idle') this.#failures.clear();
    if (!isChange(action)) this.#log({ ...action });
  }

  /** Takes an action that was carried out. */
  done(action: Action): void {
    if (!isChange(action)) return;
    this.#failures.clear();
    this.#done[action.kind] = (this.#done[action.kind] ?? 0) + 1;
    this.#log({ ...action, result: 'done' });
  }

  /** Takes a failure of an action; without an action, the observation failed. */
  failed(error: unknown, action: Action | undefined): void {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    this.#failure = `${error instanceof Error ? error.message : String(error)}${code}`;
    this.#reconciledAt = performance.now();
    const { kind } = action ?? { kind: 'observe' };
    this.#failed[kind] = (this.#failed[kind] ?? 0) + 1;
    const event = { kind, ...action, result: 'failed', reason: this.#failure };
    // Two that fail in turns are no news each time.
    const text = JSON.stringify(event);
    for (const [known, time] of this.#failures) if (secondsSince(time) > forgottenSeconds) this.#failures.delete(known);
    if (this.#failures.has(text)) return;
    this.#log(event);
    this.#failures.set(text, this.#reconciledAt);
  }

  /** Takes the reason why the agent ends by itself. */
  ends(reason: string): void {
    this.#log({ kind: 'end', reason });
  }

  /** True if the member serves in sync and was set up. */
  get ready(): boolean {
    return this.#wasSetUp && this.#inSync() && secondsSince(this.#observedAt) < staleSeconds;
  }

  /** True if the agent reconciles. */
  get alive(): boolean {
    return secondsSince(this.#reconciledAt) < stuckSeconds;
  }

  /** True if there is nothing to do or to wait for. */
  get settled(): boolean {
    return this.#action?.kind === 'idle' && this.#failure === undefined;
  }

  /** True if the member has left the configuration, or has no mongod that could be in one. */
  get left(): boolean {
    return this.#state === 'removed' || this.#state === 'unreachable';
  }

  /** The answer of `/status`. */
  get status(): AgentStatus {
    const { ready } = this;
    return { ready, ...this.#observation, state: this.#state, action: this.#action, failure: this.#failure };
  }

  /** The past, as `/metrics` shows it. */
  get history(): History {
    return {
      done: this.#done,
      failed: this.#failed,
      reconcileAgeSeconds: secondsSince(this.#reconciledAt),
      observationAgeSeconds: secondsSince(this.#observedAt),
    };
  }

  #inSync(): boolean {
    return this.#state === 'primary' || this.#state === 'secondary';
  }

  #log(event: object): void {
    const line = JSON.stringify({ state: this.#state, ...event });
    if (line === this.#logged) return;
    this.#logged = line;
    this.write(`{"time":"${new Date().toISOString()}",${line.slice(1)}\n`);
  }
}

function secondsSince(moment: number): number {
  return (performance.now() - moment) / 1000;
}
