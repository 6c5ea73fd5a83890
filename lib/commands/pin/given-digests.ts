import { readFileSync } from 'node:fs';
import { FindingsError } from '../../findings/findings-error';
import { Problem, quoted } from '../../findings/problem';
import { unreadable } from '../../findings/system-reason';
import { digestProblem, undigested, undigestedProblem } from '../../kubernetes/image';
import { Terminal } from '../terminal';
import { Digests } from './rendered-images';

/**
 * Returns the digests of a list, a line an image: `IMAGE@sha256:…`, or the two with a space between. Empty lines and lines that begin with
 * `#` are left out. The list is standard input if its name is `-`.
 * @throws FindingsError if the list cannot be read, or a line is something else
 */
export async function givenDigests(path: string, terminal: Terminal): Promise<Digests> {
  const lines = (path === '-' ? await terminal.readAll() : readList(path)).split('\n').map((line) => line.trim());
  const entries = lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    const [, image = '', digest = ''] = /^(.*?)(?:@|\s+)(\S*)$/.exec(line) ?? [];
    const problem = undigestedProblem(image) ?? digestProblem(digest);
    return [{ image: undigested(image), digest, line, at: `line ${index + 1}`, problem }];
  });
  const first = new Map(entries.toReversed().map((entry) => [entry.image, entry]));
  const findings = entries.flatMap((entry) => {
    const problem = entry.problem === undefined ? conflictOf(entry, first.get(entry.image)) : wrongLine;
    const name = path === '-' ? 'standard input' : path;
    return problem === undefined ? [] : [{ path: name, at: entry.at, ...problem, got: quoted(entry.line) }];
  });
  if (findings.length > 0) throw new FindingsError(findings);
  return Object.fromEntries(entries.map(({ image, digest }) => [image, digest]));
}

interface Line {
  readonly image: string;
  readonly digest: string;
  /** The place of the line: `line 3`. */
  readonly at: string;
}

function conflictOf({ image, digest }: Line, first?: Line): Problem | undefined {
  if (first === undefined || first.digest === digest) return undefined;
  return { code: 'conflict', want: `must have the digest of ${image} in ${first.at}`, write: 'remove one of the two' };
}

const wrongLine: Problem = {
  code: 'invalid-format',
  want: 'must be an image and its digest',
  write: 'write "repository:tag@sha256:<64 hexadecimal digits>"',
};

function readList(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new FindingsError([unreadable(path, error, 'write a file with a line for each image')]);
  }
}
