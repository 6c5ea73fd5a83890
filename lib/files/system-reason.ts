/** What the operating system said, without paths: `no space left on device (ENOSPC)`. */
export function systemReason(error: unknown): string {
  const { message = String(error) } = error as Partial<Error>;
  const [, code, words] = /^([A-Z]\w+): (.*?)(?:, \w+(?: '.*)?)?$/s.exec(message) ?? [];
  return code === undefined || words === undefined ? message : `${words} (${code})`;
}
