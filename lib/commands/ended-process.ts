import { spawn } from 'node:child_process';
import { FindingsError } from '../findings/findings-error';

/** The end of a process, and all that it printed. */
export interface EndedProcess {
  /** Its exit code; null if a signal ended it. */
  readonly code: number | null;
  /** The signal that ended it; null if it ended itself. */
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  /** The text on standard error. */
  readonly complaints: string;
}

/** The settings of a process. */
export interface ProcessSettings {
  /** The text on standard input. Without one, it is empty. */
  readonly input?: string;
  /** True if the program is a line for the shell. */
  readonly shell?: boolean;
  /** The remedy if the program cannot be run. */
  readonly write: string;
}

/**
 * Runs a program to its end.
 * @throws FindingsError if it cannot be run
 */
export function endedProcess(
  program: string,
  args: readonly string[],
  { input, shell = false, write }: ProcessSettings,
): Promise<EndedProcess> {
  return new Promise((resolve, reject) => {
    const stdin = input === undefined ? 'ignore' : 'pipe';
    const child = spawn(program, args, { shell, stdio: [stdin, 'pipe', 'pipe'], env: process.env });
    let output = '';
    let complaints = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.on('error', (error: NodeJS.ErrnoException) => {
      const want = `cannot be run, ${error.code ?? error.message}`;
      reject(new FindingsError([{ path: program, code: 'unavailable', want, write }]));
    });
    child.on('close', (code, signal) => {
      resolve({ code, signal, output, complaints });
    });
    // A program may end before it has read everything; its exit code says so.
    child.stdin?.on('error', () => undefined).end(input);
  });
}
