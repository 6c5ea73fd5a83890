import { Finding, findingText } from './finding';

/** All findings of a program at once. The message has a line for each. */
export class FindingsError extends Error {
  /** The name by which a program tells it from other errors. */
  override readonly name = 'FindingsError';
  /** The findings, in the order in which they are reported. */
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
    super(`${count}:\n${findings.map(findingText).join('\n')}`);
    this.findings = findings;
  }
}
