import { createHash } from 'node:crypto';
import { Findings, shown } from '../../findings/findings';
import { dnsLabelProblem } from '../../kubernetes/names';
import { integerProblem } from '../../props/number';
import { advised, flag, optional, record, scalar, text, shapeFrom } from '../../props/shape';
import { SecretRef } from '../../secrets/secret-ref';
import { credentials } from '../users/credentials';
import { RestoreTarget } from '../agent/contract';

/** What is restored, and into what. */
export interface MongoRestore {
  /** The name of the set that is restored into, written out: the Job refuses every other one. */
  readonly into: string;
  /** A user of the set with a role that allows everything, which the replay of the oplog asks for; `root` does not do. */
  readonly user: SecretRef<'username' | 'password'>;
  /**
   * The file of the dump.
   * @default 'latest'
   */
  readonly dump?: string;
  /**
   * The set that the dump is of.
   * @default - the one that is restored into
   */
  readonly from?: string;
  /**
   * Whether all databases of the set are dropped first. Without it, a set that holds data is refused.
   * @default false
   */
  readonly replaceData?: boolean;
  /**
   * Another number restores once more with the same props.
   * @default 1
   */
  readonly attempt?: number;
}

/** What a restore is made of. */
export const restoreShape = record<MongoRestore>({
  into: advised(text, 'the name of the set'),
  user: shapeFrom(credentials('mongo-restorer', ['username', 'password'])),
  dump: optional(advised(text, '"latest"')),
  from: optional(advised(text, 'the name of a set')),
  replaceData: optional(advised(flag, 'replaceData: true to drop all databases first')),
  attempt: optional(scalar),
});

/** The restore with every default decided. */
export function decidedRestore(restore: MongoRestore): RestoreTarget {
  const { into, dump = 'latest', from = into, replaceData = false, attempt = 1 } = restore;
  const mark = `${into}-${shortHash([into, from, dump, replaceData, attempt])}.restored`;
  return { from, dump, into, replaceData, mark };
}

/** What a name can carry of a value, to be another one when the value is. */
export function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);
}

/** Reports a restore into another set than the backup's, and of what is no dump. */
export function checkRestore(findings: Findings, restore: MongoRestore, set: string): void {
  const { into, from = into, dump = 'latest', attempt = 1 } = restore;
  findings.add('restore.attempt', integerProblem(attempt, 1));
  if (from !== into) findings.add('restore.from', dnsLabelProblem(from));
  if (dump !== 'latest' && !isDumpOf(from, dump))
    findings.add('restore.dump', {
      code: 'invalid-value',
      want: `must be "latest" or a dump of ${shown(from)}`,
      got: shown(dump),
      write: `write a file's name such as "${from}-2026-01-02T03-00-00Z.archive.gz"`,
    });
  if (into !== set)
    findings.add('restore.into', {
      code: 'invalid-value',
      want: 'must be the name of the set that is restored into',
      got: shown(into),
      write: `write ${shown(set)}`,
    });
}

function isDumpOf(set: string, file: string): boolean {
  return (
    file.startsWith(`${set}-`) && /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.archive\.gz$/.test(file.slice(set.length + 1))
  );
}
