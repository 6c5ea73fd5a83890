import { Problem, problemText } from '../props/problem';

/**
 * What is wrong with one construct, collected while it is built; given to its node as a validation, it is reported with every other
 * construct's findings when the program is rendered. A finding reads `<what> <problem>`, for example
 * `port must be an integer from 1 to 65535, got 70000; write 8080`; the construct's path is put before it by the report.
 */
export class Findings {
  readonly #messages: string[];
  readonly #part: string;

  constructor(messages: string[] = [], part = '') {
    this.#messages = messages;
    this.#part = part;
  }

  /** All findings, as constructs' validations return them. */
  validate(): string[] {
    return [...this.#messages];
  }

  /** Adds a finding, unless `problem` is undefined: the value checks of this library return undefined for a good value. */
  add(subject: string, problem: Problem | string | undefined): void {
    if (problem === undefined) return;
    this.#messages.push(`${this.#part}${subject} ${typeof problem === 'string' ? problem : problemText(problem)}`);
  }

  /** The same findings for a part of the construct, which is named before the subject. */
  of(part: string): Findings {
    return new Findings(this.#messages, `${this.#part}${part} `);
  }
}

/** A value as its author wrote it, for a message: strings in quotes, everything else as JSON. */
export function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint' || value === undefined) return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  try {
    return JSON.stringify(value);
  } catch {
    // Constructs hold each other, and BigInts are no JSON.
    return 'an object';
  }
}
