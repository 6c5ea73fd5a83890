import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../kubectl';
import { pause } from '../mongo-faults';
import { Disturbance, Trial } from '../mongo-trial';
import { buildChecker, checkHistory } from './history-check';
import { HistoryClients } from './history-clients';
import { FaultKind } from './fault-kinds';
import { membersByTarget } from './fault-members';
import { describeRound, Fault, Round } from './fault-schedule';
import { injectFault } from './inject-fault';

// Among others, a container that was killed some times is started again only after minutes.
const healthySeconds = 300;

/** A set under a writer and the clients of a history, disturbed in one round after the other. */
export class FaultRun {
  /** The history, the rounds and the checker, which are kept after a failure. */
  readonly folder = mkdtempSync(join(tmpdir(), 'random-faults-'));
  readonly #rounds: string[] = [];
  readonly #kinds: FaultKind[] = [];
  readonly #start = Date.now();
  #end = this.#start;
  #failed = false;

  constructor(
    private readonly trial: Trial,
    private readonly clients: HistoryClients,
    /** The node of the clients, whose power they need. */
    private readonly clientNode: string,
  ) {}

  /** Does both faults of a round, and checks all that must hold after every scenario. */
  async round(title: string, round: Round): Promise<void> {
    const line = `${title}: ${describeRound(round)}`;
    this.#kinds.push(...round.map(({ kind }) => kind));
    this.#rounds.push(`${new Date().toISOString()} ${line}\n`);
    writeFileSync(join(this.folder, 'rounds.txt'), this.#rounds.join(''));
    try {
      await this.trial.run(line, () => this.#disturb(round), healthySeconds);
      if (round.some(({ kind }) => kind === 'rotate')) await this.#loginAsSecond();
    } catch (error) {
      this.#failed = true;
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`${line}\nwas not survived; ${this.folder} has the rounds.\n${message}`, { cause: error });
    } finally {
      this.#end = Date.now();
    }
  }

  /** Ends the clients and gives the verdict on their history. Throws if it is refused. */
  async verdict(): Promise<string> {
    const { once, onceLost, hung } = await this.clients.end();
    const file = join(this.folder, 'history.jsonl');
    const program = join(this.folder, 'check');
    writeFileSync(file, await this.clients.recorded());
    await buildChecker(program);
    const { accepted, report } = await checkHistory(program, file);
    const text = `${report}w: 1: ${once} acknowledged, of which ${onceLost} are lost, as nothing promises
${hung} operations that the driver neither answered nor failed\n`;
    if (!accepted) throw new Error(`${text}The history is ${file}, the rounds are in ${this.folder}`);
    if (!this.#failed) rmSync(this.folder, { recursive: true });
    return `${this.#summary()}\n${text}`;
  }

  #summary(): string {
    const gaps = this.trial.figures.map(({ scenario, writes }) => ({ scenario, gap: writes?.gap ?? 0 }));
    const { scenario, gap } = gaps.sort((one, other) => other.gap - one.gap)[0] ?? { scenario: 'no round', gap: 0 };
    const kinds = [...new Set(this.#kinds)].sort();
    const minutes = ((this.#end - this.#start) / 60_000).toFixed(1);
    return [
      `${minutes} minutes, ${this.#rounds.length} rounds, ${this.#kinds.length} faults of ${kinds.length} kinds: ${kinds.join(', ')}`,
      `the longest time without an acknowledged write: ${gap.toFixed(1)} s, in ${scenario}`,
    ].join('\n');
  }

  async #disturb(round: Round): Promise<Disturbance> {
    const { set, writer } = this.trial;
    const byTarget = await membersByTarget(set, writer);
    const members = Object.values(byTarget);
    const inject = async ({ kind, target, after, lasts }: Fault, index: number) => {
      await pause(after / 1000);
      const chosen = byTarget[target];
      const spared = kind === 'powerOff' && chosen.start.node === this.clientNode;
      const victim = spared ? members.find(({ start }) => start.node !== this.clientNode) : chosen;
      const victims = { set, members, table: `fault${index}`, seconds: lasts / 1000, target: victim ?? chosen };
      return injectFault[kind](victims);
    };
    // What one fault took away is given back before the failure of the other one is reported.
    const results = await Promise.allSettled(round.map(inject));
    const disturbances = results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
    return {
      replaced: disturbances.flatMap(({ replaced = [] }) => replaced),
      restarted: disturbances.flatMap(({ restarted = [] }) => restarted),
    };
  }

  async #loginAsSecond(): Promise<void> {
    const { set, writer } = this.trial;
    const { username = '', password = '' } = await set.readSecret('mongo-second');
    const uri = `mongodb://${username}:${password}@${set.hosts(3).join(',')}/?replicaSet=mongo`;
    await waitFor('the new password to be good', 150, async () => ((await writer.login(uri)) ? true : undefined));
  }
}
