import { DumpedSet, JobEnd } from './mongo-dumps';

/** A write: its number, and the times before it was sent and after it was acknowledged, in milliseconds of the client's clock. */
type Write = readonly [number: number, sent: number, acknowledged: number];

/** A set with dumps and slices, and all that was written into it. */
export class Recovery {
  #writes: readonly Write[] = [];
  /** Numbers that the primary alone acknowledged, and that the set does not have. */
  #rolledBack: readonly number[] = [];

  #base = '';
  #slices = 0;

  constructor(readonly dumped: DumpedSet) {}

  /** The name of the first dump. */
  get base(): string {
    return this.#base;
  }

  /** The number of slices that were added. */
  get slices(): number {
    return this.#slices;
  }

  /** Takes note of the first dump, which one slice follows. */
  begin(base = ''): void {
    this.#base = base;
    this.#slices = 1;
  }

  /** Runs a Job that adds a slice. `change` changes the template of its pod. */
  async slice(job: string, change?: (template: string) => string): Promise<JobEnd> {
    await this.dumped.start('mongo-backup-oplog', job, change);
    const end = await this.dumped.end(job, 120);
    if (end.succeeded) this.#slices += 1;
    return end;
  }

  /**
   * Writes to a majority for so many seconds, then has this done, and writes for as long again. Returns the second in which that was done,
   * or later.
   */
  async write(seconds: number, then = '', pod?: string): Promise<number> {
    const first = this.#writes.length;
    const program = `
      const writes = [];
      const some = () => {
        for (const end = Date.now() + ${seconds * 1000}; Date.now() < end; sleep(20)) {
          const number = ${first} + writes.length;
          const sent = Date.now();
          shop.orders.insertOne({ _id: number, sent }, { writeConcern: { w: 'majority' } });
          writes.push([number, sent, Date.now()]);
        }
      };
      some();
      const then = Date.now();
      ${then}
      some();
      print(JSON.stringify({ writes, then }));`;
    const answer = await this.dumped.evaluate(program, { pod });
    const result = JSON.parse(answer.slice(answer.indexOf('{"writes'))) as { writes: readonly Write[]; then: number };
    this.#writes = [...this.#writes, ...result.writes];
    return Math.floor(result.then / 1000);
  }

  /** Writes to a primary alone, until it is one no more. Returns the numbers that it acknowledged, which are from a million on. */
  async writeAlone(pod: string): Promise<readonly number[]> {
    const program = `
      const numbers = [];
      try {
        for (const end = Date.now() + 90000; Date.now() < end; sleep(100)) {
          shop.orders.insertOne({ _id: 1000000 + numbers.length }, { writeConcern: { w: 1 } });
          numbers.push(1000000 + numbers.length);
        }
      } catch {}
      print(JSON.stringify(numbers));`;
    return JSON.parse(await this.dumped.evaluate(program, { pod, isAlone: true })) as readonly number[];
  }

  /** Finds those of the numbers that are not in the set any more. */
  async rollBack(numbers: readonly number[]): Promise<void> {
    const found = await this.#found();
    this.#rolledBack = numbers.filter((number) => !found.has(number));
    expect(this.#rolledBack).not.toEqual([]);
  }

  /** Expects every write that was acknowledged before a second, and none that was sent in it, later, or that was rolled back. */
  async expectAllUntil(second: number): Promise<void> {
    const found = await this.#found();
    const before = this.#writes.filter(([, , acknowledged]) => acknowledged < second * 1000);
    const after = this.#writes.filter(([, sent]) => sent >= second * 1000);
    expect([before.length > 0, before.filter(([number]) => !found.has(number))]).toEqual([true, []]);
    expect([after.length > 0, after.filter(([number]) => found.has(number))]).toEqual([true, []]);
    expect(this.#rolledBack.filter((number) => found.has(number))).toEqual([]);
  }

  async #found(): Promise<ReadonlySet<number>> {
    return new Set(
      JSON.parse(await this.dumped.evaluate('print(JSON.stringify(shop.orders.distinct("_id")))')) as number[],
    );
  }
}

/** Returns a second as a restore's `to` has it. */
export function secondOf(second: number): string {
  return new Date(second * 1000).toISOString().replace('.000', '');
}

/** Returns a change of a Job's template: its program has a clock that is an hour behind, of which it prints the time. */
export function anHourBehind(template: string): string {
  // What is required runs in another context than what mongosh is told.
  const there = "const there = process.constructor.constructor('return globalThis')();";
  const clock = 'const now = there.Date.now; there.Date.now = () => now() - 3600000;';
  const dates =
    'there.Date = class extends there.Date { constructor(...given) { super(...(given.length ? given : [there.Date.now()])) } };';
  return withProgram(template, `${there} ${clock} ${dates} print('it is ' + new there.Date().toISOString());`);
}

/** Returns the minutes that the clock of such a Job is behind, by its log. */
export function minutesBehind(log: string): number {
  return Math.round((Date.now() - Date.parse(/it is (\S+)/.exec(log)?.[1] ?? '')) / 60_000);
}

/** Returns a change of a slice's template: once it has dumped its entries, and given the file no name yet, it prints `killable` and hangs. */
export function hanging(template: string): string {
  const tool =
    '#!/bin/sh\\n/usr/bin/mongodump "$@" && if [ -e /run/backup/found ]; then echo killable; sleep 600; fi; touch /run/backup/found';
  const path = "process.env.PATH = '/run/backup:' + process.env.PATH;";
  return withProgram(template, `fs.writeFileSync('/run/backup/mongodump', '${tool}', { mode: 493 }); ${path}`);
}

/** Has mongosh run a program before that of the Job. */
function withProgram(template: string, program: string): string {
  const before = JSON.stringify(program).slice(1, -1);
  return template.replace('require(', () => `${before} require(`);
}
