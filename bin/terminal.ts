import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { Terminal } from '../lib/commands/terminal';

/** The terminal, or the pipes, that this process was started with. */
export const processTerminal: Terminal = {
  isInteractive: process.stdin.isTTY,
  isScreen: process.stdout.isTTY,
  write: (output) => process.stdout.write(output),
  complain: (output) => process.stderr.write(output),
  confirm: async (question) => /^y(es)?$/i.test((await ask(question, process.stderr))?.trim() ?? ''),
  ask: (question) => ask(question, process.stderr),
  askHidden: async (question) => {
    process.stderr.write(question);
    const answer = await ask(
      '',
      new Writable({
        write: (_chunk, _encoding, done) => {
          done();
        },
      }),
    );
    process.stderr.write('\n');
    return answer ?? '';
  },
  readAll: () => text(process.stdin),
};

/** Returns one line from the terminal; undefined if it ends or is interrupted. `output` shows the typed characters. */
async function ask(question: string, output: NodeJS.WritableStream): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  const ended = new Promise<undefined>((resolve) =>
    lines.once('close', () => {
      resolve(undefined);
    }),
  );
  try {
    const answer = await Promise.race([lines.question(question), ended]);
    if (answer === undefined) output.write('\n');
    return answer;
  } finally {
    lines.close();
  }
}
