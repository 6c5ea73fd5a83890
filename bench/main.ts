import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkVerdict, manyFilesScenario, oneFileScenario } from './check-scenario';
import { contest, isSound, Result } from './contest';
import { machine } from './machine';
import { costTable, resultTable } from './report';
import { Scenario } from './scenario';
import { loadingScenario, programScenario, servicesScenario } from './scenarios';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, against: { type: 'string' } },
});
const bounds = options.quick ? { rounds: 3, mostSeconds: 10 } : { rounds: 7, mostSeconds: 60 };

void main();

async function main(): Promise<void> {
  const directory = mkdtempSync(join(outputRoot(), 'cdk8s-backend-bench-'));
  process.once('exit', () => {
    rmSync(directory, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  console.log(`${machine(directory)} Medians of ${bounds.rounds} runs, the contenders in turn.\n`);
  await measure('program', () => programScenario(join(directory, 'program'), options.against));
  await measure('loading', () => loadingScenario(options.against));
  const checked = await measure('check', () => oneFileScenario(join(directory, 'one-file')));
  const { text, isMet } = checkVerdict(checked?.[1] ?? []);
  console.log(text);
  if (!isMet) process.exitCode = 1;
  await measure('check of many files', () => manyFilesScenario(join(directory, 'many-files')));
  const measured: [Scenario, Result[]][] = [];
  for (const count of [10, 100, 1000]) {
    const it = await measure(`${count} services`, () =>
      servicesScenario(join(directory, String(count)), count, options.against),
    );
    if (it !== undefined) measured.push(it);
  }
  console.log(costTable(measured));
  const [, load = 0] = loadavg();
  console.log(`Load average of the last five minutes: ${load.toFixed(1)} on ${availableParallelism()} processors.`);
}

/** Prints a scenario's table; one that cannot be prepared does not keep the others from being measured. */
async function measure(name: string, prepare: () => Promise<Scenario>): Promise<[Scenario, Result[]] | undefined> {
  try {
    const scenario = await prepare();
    const results = await contest(scenario, bounds);
    console.log(resultTable(scenario, results));
    if (!isSound(results)) process.exitCode = 1;
    return [scenario, results];
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

/** TMPDIR if it is stated, else memory where there is some, for the speed of a disk would drown what is compared. */
function outputRoot(): string {
  if (process.env.TMPDIR !== undefined) return process.env.TMPDIR;
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}
