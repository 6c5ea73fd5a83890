import { createHash } from 'node:crypto';
import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { dnsLabelProblem } from '../../kubernetes/names';
import { object } from '../../props/object';
import { boolean, integer, matching, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { isDumpOf, Listed, RestoreSettings } from '../agent/contract';
import { credentials } from '../users/credentials';
import { BackedUpSet, separateUri } from './backed-up-set';
import { jobPaths } from './set-jobs';

const restoreTable = object({
  /** The name of the set that is restored into, written out: the Job refuses every other one. */
  targetSet: string({ example: 'the name of the set' }),
  /** A user of the set with a role that allows everything, which the replay of the oplog needs; `root` is not enough. */
  user: credentials('mongo-restorer', ['username', 'password']),
  /** The file of the dump. @default 'latest' */
  dump: string({ example: '"latest"', default: 'latest' }),
  /**
   * A second in UTC, such as `2026-01-04T10:31:00Z`: the set is restored as it was when that second began, from the newest dump before it and
   * the oplog that follows, which `pointInTime` keeps.
   * @default - the end of the dump
   */
  to: optional(
    string({
      ...matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'must be a second in UTC (RFC 3339)', '"2026-01-04T10:31:00Z"'),
    }),
  ),
  /** The set that the dump is of. @default - the one that is restored into */
  from: optional(string({ check: (name) => dnsLabelProblem(name), example: 'the name of a set' })),
  /** True to drop all databases of the set first. Without it, a set that holds data is refused. @default false */
  replaceData: boolean({ example: 'replaceData: true to drop all databases first', default: false }),
  /** The number of the restore: another number restores once more with the same props. @default 1 */
  restoreId: integer({ min: 1, default: 1 }),
});

/** A restore: its dump, and the set that it is restored into. */
export interface MongoRestore extends PropsOf<typeof restoreTable>, Props {}

/** The schema of a restore. */
export const restore = named<MongoRestore, Decided<typeof restoreTable>>(restoreTable);

/** Returns the restore as its program reads it. */
export function restoreSettings(
  set: BackedUpSet,
  restore: Decided<typeof restoreTable>,
  listing: Listed,
): RestoreSettings {
  const { targetSet, from = targetSet, dump, to, replaceData, restoreId, user } = restore;
  const time = to === undefined ? [] : [to];
  const mark = `${targetSet}-${shortHash([targetSet, from, dump, replaceData, restoreId, ...time])}.restored`;
  const uri = separateUri(set, user, { readPreference: 'primary', appName: 'backup' });
  return { set: targetSet, from, dump, to, into: targetSet, replaceData, mark, uri, ...jobPaths, ...listing };
}

/** Returns a hash of a value, short enough for a name. */
export function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);
}

/** Reports a restore into another set than the backup's, and a file that is no dump. */
export function checkRestore(findings: Findings, restore: Decided<typeof restoreTable>, set: string): void {
  const { targetSet, from = targetSet, dump, to } = restore;
  if (to !== undefined && dump !== 'latest')
    findings.add('restore.to', {
      code: 'conflict',
      want: 'must be left out with restore.dump, because the newest dump before it is taken',
      got: quoted(to),
      write: 'leave one of them out',
    });
  if (to !== undefined && !isSecond(to))
    findings.add('restore.to', { code: 'invalid-value', want: 'must be a time that exists', got: quoted(to) });
  if (dump !== 'latest' && !isDumpOf(from, dump))
    findings.add('restore.dump', {
      code: 'invalid-value',
      want: `must be "latest" or a dump of ${quoted(from)}`,
      got: quoted(dump),
      write: `write a file's name such as "${from}-2026-01-02T03-00-00Z.archive.gz"`,
    });
  if (targetSet !== set)
    findings.add('restore.targetSet', {
      code: 'conflict',
      want: 'must be the name of the set that is restored into',
      got: quoted(targetSet),
      write: `write ${quoted(set)}`,
    });
}

function isSecond(text: string): boolean {
  const time = Date.parse(text);
  return Number.isNaN(time) || new Date(time).toISOString() === text.replace('Z', '.000Z');
}
