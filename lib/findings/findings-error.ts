import { counted } from './counted';
import { Finding, findingText } from './finding';

/** All findings of a program at once. The message has a line for each. */
export class FindingsError extends Error {
  /** The name by which a program tells it from other errors. */
  override readonly name = 'FindingsError';
  /** The findings, in the order in which they are reported. */
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(`${counted(findings.length, 'finding')}:\n${findings.map(findingText).join('\n')}`);
    this.findings = findings;
  }
}
