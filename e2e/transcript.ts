import { readFileSync, writeFileSync } from 'node:fs';

/** A block of commands of a transcript, and what they print. */
interface Exchange {
  readonly commands: string;
  readonly output: string;
}

/** A part of a transcript under a heading that ends with its seconds: `Install (5 s)`. */
export interface TranscriptStep {
  readonly title: string;
  readonly exchanges: readonly Exchange[];
}

/** A page whose code blocks are commands, each followed by a block of the kind `text` with what they print. */
export class Transcript {
  readonly steps: readonly TranscriptStep[];
  readonly #path: string;
  #page: string;

  constructor(path: string) {
    this.#path = path;
    this.#page = readFileSync(path, 'utf8');
    this.steps = [...this.#page.matchAll(/^## ([^\n]+) \(\d+ s\)\n(.*?)(?=^## )/gms)].map(
      ([, title = '', body = '']) => ({
        title,
        exchanges: [...body.matchAll(/^```\n(.*?)^```\n\n```text\n(.*?)^```$/gms)].map(
          ([, commands = '', output = '']) => ({ commands, output }),
        ),
      }),
    );
  }

  /** Writes what the commands of a step printed, and its seconds, into the page. */
  update({ title, exchanges }: TranscriptStep, outputs: readonly string[], seconds: number): void {
    this.#page = this.#page.replace(new RegExp(`^(## ${title}) \\(\\d+ s\\)$`, 'm'), `$1 (${seconds} s)`);
    for (const [index, { commands, output }] of exchanges.entries()) {
      const block = (text: string): string => `${commands}\`\`\`\n\n\`\`\`text\n${text}\`\`\``;
      this.#page = this.#page.replace(block(output), () => block(outputs[index] ?? ''));
    }
    writeFileSync(this.#path, this.#page);
  }
}
