import { Finding, findingText } from './finding';

/** All findings of a program at once. The message has a line for each. */
export class FindingsError extends Error {
  override readonly name = 'FindingsError';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
    super(`${count}:\n${findings.map(findingText).join('\n')}`);
    this.findings = findings;
  }
}
