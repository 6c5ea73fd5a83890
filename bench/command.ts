import { spawn } from 'node:child_process';
import { cpuOfEndedChildren } from './cpu-time';
import { watchPeakMemory } from './peak-memory';
import { killTree } from './process-tree';

/** A program and its arguments, run without a shell. */
export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  /**
   * The directory that it runs in.
   * @default - the repository's
   */
  readonly directory?: string;
  /** Environment variables besides those of the bench. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** One run of a command, from its start to the end of its output. */
export interface Run {
  readonly seconds: number;
  /** The processor time of all its processes; undefined where the system does not tell. */
  readonly cpuSeconds?: number;
  /** The largest resident set that one process of the command's tree reached; undefined where the system does not tell. */
  readonly peakBytes: number | undefined;
  /** Whether it was killed for taking too long. */
  readonly tooLong: boolean;
  /** How it ended and what it said; undefined for a run that succeeded. */
  readonly failure?: string;
}

/** Runs a command, and kills it with all that it started after so many seconds. */
export async function run(command: Command, mostSeconds: number): Promise<Run> {
  const started = performance.now();
  const before = cpuOfEndedChildren();
  const child = spawn(command.program, command.arguments, {
    cwd: command.directory,
    env: { ...process.env, ...command.variables },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) return { ...(await failedStart(child)), seconds: 0 };
  const stopWatching = watchPeakMemory(pid);
  let tooLong = false;
  const timer = setTimeout(() => {
    tooLong = true;
    killTree(pid);
  }, mostSeconds * 1000);
  const errors: Buffer[] = [];
  child.stderr.on('data', (text: Buffer) => errors.push(text));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  const seconds = (performance.now() - started) / 1000;
  const after = cpuOfEndedChildren();
  const cpuSeconds = before === undefined || after === undefined ? undefined : after - before;
  clearTimeout(timer);
  const peakBytes = stopWatching();
  const failure = code === 0 ? undefined : `exit ${code}: ${Buffer.concat(errors).toString().trim()}`;
  return { seconds, cpuSeconds, peakBytes, tooLong, failure };
}

function failedStart(child: ReturnType<typeof spawn>): Promise<Omit<Run, 'seconds'>> {
  return new Promise((done) =>
    child.on('error', (error) => {
      done({ peakBytes: undefined, tooLong: false, failure: error.message });
    }),
  );
}
