/** What the operating system said, without paths: `no space left on device (ENOSPC)`. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [, code, words] = /^([A-Z]\w+): (.*?)(?:, \w+(?: '.*)?)?$/s.exec(error.message) ?? [];
  return code === undefined || words === undefined ? error.message : `${words} (${code})`;
}
