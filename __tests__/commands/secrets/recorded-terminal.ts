import { Terminal } from '../../../lib/commands/terminal';

/** A terminal that answers from a list and keeps what it was told. */
export class RecordedTerminal implements Terminal {
  output = '';
  complaints = '';
  readonly questions: string[] = [];
  readonly isInteractive: boolean;
  readonly isScreen = false;
  readonly #answers: string[];

  /** Interactive with answers, a pipe with a text. */
  constructor(given: readonly string[] | string = '') {
    this.isInteractive = typeof given !== 'string';
    this.#answers = typeof given === 'string' ? [given] : [...given];
  }

  write(text: string): void {
    this.output += text;
  }

  complain(text: string): void {
    this.complaints += text;
  }

  async confirm(question: string): Promise<boolean> {
    return (await this.askHidden(question)) === 'y';
  }

  ask(question: string): Promise<string | undefined> {
    this.questions.push(question);
    return Promise.resolve(this.#answers.shift());
  }

  askHidden(question: string): Promise<string> {
    this.questions.push(question);
    return Promise.resolve(this.#answers.shift() ?? '');
  }

  readAll(): Promise<string> {
    return Promise.resolve(this.#answers.join(''));
  }
}
