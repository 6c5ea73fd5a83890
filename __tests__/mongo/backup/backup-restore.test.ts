import { App, Chart } from 'cdk8s';
import { noSet } from '../../../lib/mongo/backup/backed-up-set';
import {
  checkRestore,
  MongoRestore,
  restore,
  restoreSettings,
  shortHash,
} from '../../../lib/mongo/backup/backup-restore';
import { RestoreSettings } from '../../../lib/mongo/agent/contract';
import { decided } from '../../../lib/props/schema';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { Findings } from '../../../lib/findings/findings';
import { issuesOf } from '../../problem-text';

const user = new SecretRef(new Chart(new App(), 'chart'), 'restorer', { keys: ['username', 'password'] });

function settings(props: Partial<MongoRestore> = {}): RestoreSettings {
  return restoreSettings(noSet, decided(restore, { targetSet: 'mongo', user, ...props }), {});
}

function findings(props: Partial<MongoRestore>): string[] {
  const found = new Findings();
  checkRestore(found, decided(restore, { targetSet: 'mongo', user, ...props }), 'mongo');
  return found.validate();
}

test('restores the latest dump of the set itself, into an empty set', () => {
  expect(settings()).toEqual({
    set: 'mongo',
    uri: '',
    dumps: '/dumps',
    user: '/etc/user',
    run: '/run/backup',
    from: 'mongo',
    dump: 'latest',
    into: 'mongo',
    replaceData: false,
    mark: expect.stringMatching(/^mongo-[0-9a-f]{8}\.restored$/) as unknown,
  });
});

test('marks by what is restored, and not by who restores it', () => {
  const mark = (props: Partial<MongoRestore>) => settings(props).mark;
  expect(new Set([mark({}), mark({ dump: 'latest' }), mark({ restoreId: 1 })]).size).toBe(1);
  expect(new Set([mark({}), mark({ restoreId: 2 }), mark({ from: 'old' }), mark({ replaceData: true })]).size).toBe(4);
});

test('gives values that differ different names', () => {
  expect([shortHash(['a', 1]), shortHash(['a', 1])]).not.toContain(shortHash(['a', 2]));
});

test.each<[string, unknown, string]>([
  ['true', true, 'must be { targetSet, user, dump, to, from, replaceData, restoreId }, got true'],
  ['no set that is restored into', { user }, 'targetSet must be a string, got undefined; write the name of the set'],
  [
    'no user',
    { targetSet: 'mongo' },
    'user must be a SecretRef, got undefined; write new SecretRef(chart, "mongo-restorer", { keys: ["username", "password"] })',
  ],
  ['a number for a dump', { targetSet: 'mongo', user, dump: 5 }, 'dump must be a string, got 5; write "latest"'],
  [
    'a string in the place of false',
    { targetSet: 'mongo', user, replaceData: 'false' },
    'replaceData must be true or false, got "false"; write replaceData: true to drop all databases first',
  ],
  [
    'a prop that it does not have',
    { targetSet: 'mongo', user, drop: true },
    'drop is unknown; write one of targetSet, user, dump, to, from, replaceData, restoreId',
  ],
  [
    'the name of a set that cannot be',
    { targetSet: 'mongo', user, from: 'old/mongo' },
    'from must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "old/mongo"; write "old-mongo"',
  ],
  [
    'no number of a restore',
    { targetSet: 'mongo', user, restoreId: 0 },
    'restoreId must be an integer from 1, got 0; write 1',
  ],
])('is not made of %s', (_, given, issue) => {
  expect(issuesOf(restore, given)).toEqual([issue]);
});

test('takes dumps of the set, and of another', () => {
  expect([
    findings({ dump: 'mongo-2026-01-02T03-00-00Z.archive.gz' }),
    findings({ from: 'old', dump: 'old-2026-01-02T03-00-00Z.archive.gz' }),
  ]).toEqual([[], []]);
});

test.each<[string, Partial<MongoRestore>, string]>([
  [
    'a path',
    { dump: '../mongo-2026-01-02T03-00-00Z.archive.gz' },
    'restore.dump must be "latest" or a dump of "mongo", got "../mongo-2026-01-02T03-00-00Z.archive.gz"; write a file\'s name such as "mongo-2026-01-02T03-00-00Z.archive.gz"',
  ],
  [
    'a dump of another set',
    { dump: 'old-2026-01-02T03-00-00Z.archive.gz' },
    'restore.dump must be "latest" or a dump of "mongo", got "old-2026-01-02T03-00-00Z.archive.gz"; write a file\'s name such as "mongo-2026-01-02T03-00-00Z.archive.gz"',
  ],
  [
    'another set',
    { targetSet: 'staging' },
    'restore.targetSet must be the name of the set that is restored into, got "staging"; write "mongo"',
  ],
])('reports %s', (_, props, message) => {
  expect(findings(props)).toEqual([message]);
});
