import { App, Chart } from 'cdk8s';
import {
  checkRestore,
  decidedRestore,
  MongoRestore,
  restoreShape,
  shortHash,
} from '../../../lib/mongo/backup/backup-restore';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { Findings } from '../../../lib/findings/findings';
import { readable } from '../../problem-text';

const user = new SecretRef(new Chart(new App(), 'chart'), 'restorer', { keys: ['username', 'password'] });

test('restores the latest dump of the set itself, into an empty set', () => {
  expect(decidedRestore({ into: 'mongo', user })).toEqual({
    from: 'mongo',
    dump: 'latest',
    into: 'mongo',
    replaceData: false,
    mark: expect.stringMatching(/^mongo-[0-9a-f]{8}\.restored$/) as unknown,
  });
});

test('marks by what is restored, and not by who restores it', () => {
  const mark = (restore: Partial<MongoRestore>) => decidedRestore({ into: 'mongo', user, ...restore }).mark;
  expect(new Set([mark({}), mark({ dump: 'latest' }), mark({ attempt: 1 })]).size).toBe(1);
  expect(new Set([mark({}), mark({ attempt: 2 }), mark({ from: 'old' }), mark({ replaceData: true })]).size).toBe(4);
});

test('gives values that differ different names', () => {
  expect([shortHash(['a', 1]), shortHash(['a', 1])]).not.toContain(shortHash(['a', 2]));
});

test.each<[string, unknown, object]>([
  ['true', true, { at: '', problem: 'must be { into, user, dump, from, replaceData, attempt }, got true' }],
  [
    'no set that is restored into',
    { user },
    { at: '.into', problem: 'must be a string, got undefined; write the name of the set' },
  ],
  [
    'no user',
    { into: 'mongo' },
    {
      at: '.user',
      problem:
        'must be a SecretRef, got undefined; write new SecretRef(chart, "mongo-restorer", { keys: ["username", "password"] })',
    },
  ],
  [
    'a number for a dump',
    { into: 'mongo', user, dump: 5 },
    { at: '.dump', problem: 'must be a string, got 5; write "latest"' },
  ],
  [
    'a text that is not false',
    { into: 'mongo', user, replaceData: 'false' },
    {
      at: '.replaceData',
      problem: 'must be true or false, got "false"; write replaceData: true to drop all databases first',
    },
  ],
  [
    'a word that it does not know',
    { into: 'mongo', user, drop: true },
    { at: '.drop', problem: 'is unknown; write one of into, user, dump, from, replaceData, attempt' },
  ],
])('is not made of %s', (_, restore, misfit) => {
  expect(readable(restoreShape.misfit(restore))).toMatchObject(misfit);
});

test('takes dumps of the set, and of another', () => {
  const findings = new Findings();
  checkRestore(findings, { into: 'mongo', user, dump: 'mongo-2026-01-02T03-00-00Z.archive.gz' }, 'mongo');
  checkRestore(findings, { into: 'mongo', user, from: 'old', dump: 'old-2026-01-02T03-00-00Z.archive.gz' }, 'mongo');
  expect(findings.validate()).toEqual([]);
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
    'a set that cannot be',
    { from: 'old/mongo' },
    'restore.from must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "old/mongo"; write "old-mongo"',
  ],
])('reports %s', (_, restore, message) => {
  const findings = new Findings();
  checkRestore(findings, { into: 'mongo', user, ...restore }, 'mongo');
  expect(findings.validate()).toEqual([message]);
});

test('reports a number of attempts that is none, and another set', () => {
  const findings = new Findings();
  checkRestore(findings, { into: 'staging', user, attempt: 0 }, 'mongo');
  expect(findings.validate()).toEqual([
    'restore.attempt must be an integer from 1, got 0; write 1',
    'restore.into must be the name of the set that is restored into, got "staging"; write "mongo"',
  ]);
});
