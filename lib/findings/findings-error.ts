/** Everything that is wrong with a program, at once: one line a finding, each `[path] what is wrong, what was given; what to write`. */
export class FindingsError extends Error {
  override readonly name = 'FindingsError';
  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    super(`${findings.length === 1 ? '1 finding' : `${findings.length} findings`}:\n${findings.join('\n')}`);
    this.findings = findings;
  }
}
