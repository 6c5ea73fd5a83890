/** What the command needs of whoever runs it: a terminal, or a pipe. */
export interface Terminal {
  /** Whether a person can be asked: standard input is a terminal. */
  readonly isInteractive: boolean;
  /** The result, on standard output. */
  write(text: string): void;
  /** What went wrong, on standard error. */
  complain(text: string): void;
  /** Asks a question whose answer is yes or no; no if there is no answer. */
  confirm(question: string): Promise<boolean>;
  /** Asks for a value that is not shown while it is typed. */
  askHidden(question: string): Promise<string>;
  /** All of standard input. */
  readAll(): Promise<string>;
}
