import { isChange } from '../decide/actions';
import { reasonOf } from '../mongod/connections';
import { Action, AgentStatus, isServing, Observation } from '../observation';
import { majorityNode } from './placement';

const staleSeconds = 30;
const stuckSeconds = 120;
const forgottenSeconds = 900;

/** The last reconciliation of an agent: the answers to the probes and to `/status`, and the log, one line per change. */
export class Report {
  #last: Omit<AgentStatus, 'ready' | 'reconcileAgeSeconds' | 'observationAgeSeconds'> = {};
  /**
   * True once the member was set up since the agent started; elections and a later bad Secret do not undo it. The users concern the
   * primary: in the rollout that brings a new user's Secret, its pod is the last to have it.
   */
  #wasSetUp = false;
  /** True if this agent, when it first led, found users in the set: an agent before it has set up the set. */
  #foundUsers: boolean | undefined;
  #reconciledAt = process.uptime();
  #observedAt = -Infinity;
  #logged = '';
  readonly #failures = new Map<string, number>();
  readonly #history: Record<'done' | 'failed', Record<string, number>> = { done: {}, failed: {} };

  constructor(private readonly write: (line: string) => void) {}

  /** Takes mongod's state, whatever becomes of the rest: a file that cannot be read does not make a member unready. */
  observed({ state }: Pick<Observation, 'state'>): void {
    this.#last = { ...this.#last, state };
    this.#observedAt = process.uptime();
  }

  /** Takes a decision. */
  decided(observation: Observation, action: Action): void {
    this.observed(observation);
    this.#last = { ...observation, action };
    this.#reconciledAt = process.uptime();
    const { members, users, holdsUsers, state: own } = observation;
    const hasPrimary = members.some(({ state }) => state === 'PRIMARY');
    if (own === 'primary') this.#foundUsers ??= holdsUsers === true;
    const hasUsers = own === 'secondary' || this.#foundUsers || users.every(({ state }) => state === 'synced');
    if (isServing(own) && hasPrimary && hasUsers) this.#wasSetUp = true;
    if (action.kind === 'idle') this.#failures.clear();
    if (!isChange(action)) this.#log({ ...action });
  }

  /** Takes an action that was carried out. */
  done(action: Action): void {
    if (!isChange(action)) return;
    this.#failures.clear();
    increment(this.#history.done, action.kind);
    this.#log({ ...action, result: 'done' });
  }

  /** Takes a failure of an action; without an action, the observation failed. */
  failed(error: unknown, action: Action | undefined): void {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    const failure = `${reasonOf(error)}${code}`;
    this.#last = { ...this.#last, failure };
    this.#reconciledAt = process.uptime();
    const event = { kind: 'observe', ...action, result: 'failed', reason: failure };
    increment(this.#history.failed, event.kind);
    // Two that fail in turns are no news each time.
    const text = JSON.stringify(event);
    if (secondsSince(this.#failures.get(text) ?? -Infinity) < forgottenSeconds) return;
    this.#failures.set(text, this.#reconciledAt);
    this.#log(event);
  }

  /** Takes the time for which the agent did not run, as on a paused node. */
  resumes(seconds: number): void {
    this.#log({ kind: 'resume', reason: `the agent did not run for ${Math.round(seconds)} s` });
  }

  /** Takes the reason why the agent ends by itself. */
  ends(reason: string): void {
    this.#log({ kind: 'end', reason });
  }

  /** True if the member serves in sync and was set up. */
  get ready(): boolean {
    return this.#wasSetUp && isServing(this.#last.state) && this.observationAgeSeconds < staleSeconds;
  }

  /** True if the agent reconciles. */
  get alive(): boolean {
    return this.reconcileAgeSeconds < stuckSeconds;
  }

  /** True if there is nothing to do or to wait for. */
  get settled(): boolean {
    return this.#last.action?.kind === 'idle' && this.#last.failure === undefined;
  }

  /** True if the member has left the configuration, or has no mongod that could be in one. */
  get left(): boolean {
    return this.#last.state === 'removed' || this.#last.state === 'unreachable';
  }

  /** The answer of `/status`. */
  get status(): AgentStatus {
    const { ready, reconcileAgeSeconds, observationAgeSeconds } = this;
    return { ready, reconcileAgeSeconds, observationAgeSeconds, majorityNode: majorityNode(this.#last), ...this.#last };
  }

  /** The counts of what the agent did since it started, by kind of action. */
  get history(): Readonly<Record<'done' | 'failed', Readonly<Record<string, number>>>> {
    return this.#history;
  }

  /** The time since the last reconciliation. */
  get reconcileAgeSeconds(): number {
    return secondsSince(this.#reconciledAt);
  }

  /** The time since the last observation; infinite before the first. */
  get observationAgeSeconds(): number {
    return secondsSince(this.#observedAt);
  }

  #log(event: object): void {
    const line = JSON.stringify({ state: this.#last.state, ...event });
    if (line === this.#logged) return;
    this.#logged = line;
    this.write(`{"time":"${new Date().toISOString()}",` + line.slice(1) + '\n');
  }
}

function secondsSince(moment: number): number {
  return process.uptime() - moment;
}

function increment(counts: Record<string, number>, kind: string): void {
  counts[kind] = (counts[kind] ?? 0) + 1;
}
