import { createHash } from 'node:crypto';
import { Findings, quoted } from '../../findings/findings';
import { dnsLabelProblem } from '../../kubernetes/names';
import { integer } from '../../props/number';
import { object } from '../../props/object';
import { boolean, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { RestoreTarget } from '../agent/contract';
import { credentials } from '../users/credentials';

const restoreTable = object({
  /** The name of the set that is restored into, written out: the Job refuses every other one. */
  into: string({ example: 'the name of the set' }),
  /** A user of the set with a role that allows everything, which the replay of the oplog needs; `root` is not enough. */
  user: credentials('mongo-restorer', ['username', 'password']),
  /**
   * The file of the dump.
   * @default 'latest'
   */
  dump: string({ example: '"latest"', default: 'latest' }),
  /**
   * The set that the dump is of.
   * @default - the one that is restored into
   */
  from: optional(string({ check: (name) => dnsLabelProblem(name), example: 'the name of a set' })),
  /**
   * True to drop all databases of the set first. Without it, a set that holds data is refused.
   * @default false
   */
  replaceData: boolean({ example: 'replaceData: true to drop all databases first', default: false }),
  /**
   * The number of the attempt: another number restores once more with the same props.
   * @default 1
   */
  attempt: integer({ min: 1, default: 1 }),
});

/** A restore: its dump, and the set that it is restored into. */
export interface MongoRestore extends PropsOf<typeof restoreTable>, Props {}

/** A restore with its defaults. */
export interface DecidedRestore extends Decided<typeof restoreTable> {}

/** The schema of a restore. */
export const restore = named<MongoRestore, DecidedRestore>(restoreTable);

/** Returns the restore as its program reads it. */
export function restoreTarget({ into, from = into, dump, replaceData, attempt }: DecidedRestore): RestoreTarget {
  const mark = `${into}-${shortHash([into, from, dump, replaceData, attempt])}.restored`;
  return { from, dump, into, replaceData, mark };
}

/** Returns a hash of a value, short enough for a name. */
export function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);
}

/** Reports a restore into another set than the backup's, and a file that is no dump. */
export function checkRestore(findings: Findings, { into, from = into, dump }: DecidedRestore, set: string): void {
  if (dump !== 'latest' && !isDumpOf(from, dump))
    findings.add('restore.dump', {
      code: 'invalid-value',
      want: `must be "latest" or a dump of ${quoted(from)}`,
      got: quoted(dump),
      write: `write a file's name such as "${from}-2026-01-02T03-00-00Z.archive.gz"`,
    });
  if (into !== set)
    findings.add('restore.into', {
      code: 'conflict',
      want: 'must be the name of the set that is restored into',
      got: quoted(into),
      write: `write ${quoted(set)}`,
    });
}

function isDumpOf(set: string, file: string): boolean {
  return (
    file.startsWith(`${set}-`) && /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.archive\.gz$/.test(file.slice(set.length + 1))
  );
}
