import { spawn } from 'node:child_process';
import { FindingsError } from '../../findings/findings-error';

/** The exit code and the output of kubectl. */
export interface KubectlResult {
  readonly code: number;
  readonly output: string;
  /** The first line on standard error that is not a warning; empty without errors. */
  readonly complaint: string;
}

/**
 * Runs kubectl. Secret values are given by `input`, its standard input, never by the arguments.
 * @throws FindingsError if kubectl is not installed
 */
export function kubectl(args: readonly string[], input = ''): Promise<KubectlResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('kubectl', args, { stdio: 'pipe', env: process.env });
    let output = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        new FindingsError([
          {
            path: 'kubectl',
            code: 'unavailable',
            want: `cannot be run, ${error.code ?? error.message}`,
            write: 'install it and put it on the PATH',
          },
        ]),
      );
    });
    child.on('close', (code) => {
      // Warnings, and what its libraries log, stand before the complaint itself.
      const complaint = complaints.split('\n').find((line) => /\S/.test(line) && !/^(Warning:|[EWI]\d{4} )/.test(line));
      resolve({ code: code ?? 1, output, complaint: complaint?.trim() ?? '' });
    });
    // kubectl may end before it has read everything; its exit code says so.
    child.stdin.on('error', () => undefined).end(input);
  });
}
