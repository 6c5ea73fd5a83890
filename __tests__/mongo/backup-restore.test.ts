import { App, Chart } from 'cdk8s';
import { checkRestore, decidedRestore, MongoRestore, shortHash } from '../../lib/mongo/backup-restore';
import { SecretRef } from '../../lib/secret-ref';
import { Findings } from '../../lib/values/findings';

const user = new SecretRef(new Chart(new App(), 'chart'), 'restorer', { keys: ['username', 'password'] });

test('restores the latest dump of the set itself, into an empty set', () => {
  expect(decidedRestore({ into: 'mongo', user })).toEqual({
    set: 'mongo',
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

test('reports a number of attempts that is none, and another set', () => {
  const findings = new Findings();
  checkRestore(findings, { into: 'staging', user, attempt: 0 }, 'mongo');
  expect(findings.validate()).toEqual([
    'restore.attempt must be an integer from 1, got 0; write 1',
    'restore.into must be the name of the set that is restored into, got "staging"; write "mongo"',
  ]);
});
