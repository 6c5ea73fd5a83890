import { mkdirSync, rmSync } from 'node:fs';
import { Command, run, Run } from './command';
import { Comparison, comparison } from './equivalence';
import { Contender, Scenario } from './scenario';

/** How a contender did. */
export interface Result {
  readonly name: string;
  /** Of every run that succeeded. */
  readonly seconds: readonly number[];
  /** The processor time of the same runs, where the system tells it. */
  readonly cpuSeconds: readonly number[];
  readonly peakBytes: number;
  /** How its objects compare with ours, where it made any. */
  readonly objects?: Comparison;
  /** Why there is no time of it: `not found`, `failed`, `> 60 s`. */
  readonly trouble?: string;
  /** What it said when it failed. */
  readonly failure?: string;
}

/**
 * Runs the contenders in turn, as often as `rounds` says, so that what else the machine does meets all of them. A contender that is
 * in trouble, or needs more than `mostSeconds`, is not run again.
 */
export async function contest(
  { contenders }: Scenario,
  { rounds, mostSeconds }: { readonly rounds: number; readonly mostSeconds: number },
): Promise<Result[]> {
  const results = new Map(contenders.map((contender) => [contender, start(contender)]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [contender, result] of results) {
      if (result.trouble === undefined) results.set(contender, await oneMore(contender, result, mostSeconds));
    }
  }
  return [...results].map(([contender, result]) => withObjects(contender, result, contenders[0]));
}

function start({ name, commands }: Contender): Result {
  return { name, seconds: [], cpuSeconds: [], peakBytes: 0, trouble: commands === undefined ? 'not found' : undefined };
}

async function oneMore(contender: Contender, result: Result, mostSeconds: number): Promise<Result> {
  const emptied = [...contender.outputs, ...(contender.others === undefined ? [] : [contender.others])];
  for (const output of emptied) rmSync(output, { recursive: true, force: true });
  for (const output of emptied) mkdirSync(output, { recursive: true });
  const runs = await inTurn(contender.commands ?? [], mostSeconds);
  const peakBytes = Math.max(result.peakBytes, ...runs.map((each) => each.peakBytes ?? 0));
  const failure = runs.find((each) => each.failure !== undefined)?.failure;
  if (runs.some((each) => each.tooLong)) return { ...result, peakBytes, trouble: `> ${mostSeconds} s` };
  if (failure !== undefined) return { ...result, peakBytes, trouble: 'failed', failure };
  const sum = (of: (each: Run) => number): number => runs.reduce((total, each) => total + of(each), 0);
  const cpuSeconds = runs.some((each) => each.cpuSeconds === undefined)
    ? result.cpuSeconds
    : [...result.cpuSeconds, sum((each) => each.cpuSeconds ?? 0)];
  return { ...result, peakBytes, cpuSeconds, seconds: [...result.seconds, sum((each) => each.seconds)] };
}

async function inTurn(commands: readonly Command[], mostSeconds: number): Promise<Run[]> {
  const runs: Run[] = [];
  for (const command of commands) runs.push(await run(command, mostSeconds));
  return runs;
}

function withObjects(contender: Contender, result: Result, ours: Contender | undefined): Result {
  const comparable = ours !== undefined && contender.outputs.length > 0 && result.trouble === undefined;
  return comparable ? { ...result, objects: comparison(ours.outputs, contender.outputs) } : result;
}

/** Whether the numbers may be compared: nobody failed, and everybody made our objects. */
export function isSound(results: readonly Result[]): boolean {
  return results.every(
    ({ failure, objects }) =>
      failure === undefined && (objects === undefined || (objects.equal > 0 && objects.different.length === 0)),
  );
}
