/** The terminal, or the pipes, that a command reads from and writes to. */
export interface Terminal {
  /** True if standard input is a terminal, so that a person can answer a question. */
  readonly isInteractive: boolean;
  /** True if standard output is a terminal, so that what is written can be replaced. */
  readonly isScreen: boolean;
  /** Writes the result to standard output. */
  write(text: string): void;
  /** Writes findings and warnings to standard error. */
  complain(text: string): void;
  /** Puts a question whose answer is yes or no; no if there is no answer. */
  confirm(question: string): Promise<boolean>;
  /** Puts a question whose answer is a line; undefined if there is no answer. */
  ask(question: string): Promise<string | undefined>;
  /** Puts a question whose answer is not shown while it is typed. */
  askHidden(question: string): Promise<string>;
  /** Returns all of standard input. */
  readAll(): Promise<string>;
}
