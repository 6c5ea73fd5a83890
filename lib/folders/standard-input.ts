import { ParsedFile, parsedManifests } from './parsed-manifests';

/** The source that is standard input, as it is written on a command line. */
export const standardInput = '-';

/** Returns the name of a source in messages. */
export function sourceName(source: string): string {
  return source === standardInput ? 'standard input' : source;
}

/** Returns the objects of standard input. One without objects is a finding: the program before the pipe has failed. */
export function inputManifests(text = ''): ParsedFile {
  const path = sourceName(standardInput);
  const parsed = parsedManifests(path, text);
  if (parsed.manifests.length + parsed.findings.length > 0) return parsed;
  const write = 'pipe YAML or JSON of them, and see whether the program before the pipe has failed';
  return { ...parsed, findings: [{ path, code: 'cannot-read', want: 'holds no Kubernetes objects', write }] };
}
