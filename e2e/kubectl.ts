import { execFile } from 'node:child_process';

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly input?: string;
  readonly seconds?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs a program to its end, at most `seconds`; never throws for its exit code. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      {
        timeout: (options.seconds ?? 120) * 1000,
        maxBuffer: 64 * 1024 * 1024,
        cwd: options.cwd,
        env: { ...process.env, ...options.env },
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({
          code,
          stdout,
          stderr: error?.killed === true ? `${stderr}\nstopped after ${options.seconds ?? 120} s` : stderr,
        });
      },
    );
    // A program may end before it reads its input.
    child.stdin?.on('error', () => undefined).end(options.input ?? '');
  });
}

/** Runs a program and gives what it printed. Throws with its message when it fails. */
export async function succeed(program: string, args: readonly string[], options?: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${code}\n${stdout}${stderr}`);
  return stdout;
}

/** Runs kubectl against the cluster of KUBECONFIG and gives what it printed. Throws with its message when it fails. */
export function kubectl(args: string, options?: Pick<RunOptions, 'input' | 'seconds'>): Promise<string> {
  return succeed('kubectl', args.split(' '), options);
}

/** The object that `kubectl get … -o json` shows. */
export async function get<T>(args: string): Promise<T> {
  return JSON.parse(await kubectl(`get ${args} -o json`)) as T;
}

/** Asks again every second until there is an answer; throws after `seconds` with what was waited for and what was last seen. */
export async function waitFor<T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last: unknown = 'no answer';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error instanceof Error ? error.message : error;
    }
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}; last: ${String(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
