import { nearChoice, nearName, referenceProblem } from '../../lib/findings/near-name';

test.each([
  ['Replicas', ['replicas', 'template'], 'replicas'],
  ['imagePullSecret', ['imagePullPolicy', 'imagePullSecrets'], 'imagePullSecrets'],
  ['addresss', ['address'], 'address'],
  ['web_port', ['web-port'], 'web-port'],
  ['PROT', ['PORT', 'HOST'], 'PORT'],
  ['restratPolicy', ['restartPolicy'], 'restartPolicy'],
  ['terminationGracePeriod', ['terminationGracePeriodSeconds', 'tolerations'], 'terminationGracePeriodSeconds'],
])('takes %s among %p for %s', (name, known, meant) => {
  expect(nearName(name, known)).toBe(meant);
});

test.each([
  ['a', ['b']],
  ['db1-config', ['db2-config']],
  ['staging-db', ['production-db']],
  ['argocd-application-controller', ['argocd-applicationset-controller']],
  ['image', ['imagePullPolicy', 'imagePullSecrets']],
  ['anything', []],
])('takes %s among %p for none', (name, known) => {
  expect(nearName(name, known)).toBeUndefined();
});

test('does not list names where there are none', () => {
  expect(referenceProblem('metrics', [], 'must be the name of a port')).toEqual({
    code: 'unknown-reference',
    want: 'must be the name of a port',
    got: '"metrics"',
    write: 'add it, for there is none, or leave this out',
  });
});

test.each<[string, readonly string[], string | undefined]>([
  ['Forbidden', ['Allow', 'Forbid', 'Replace'], 'Forbid'],
  ['RWO', ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'], 'ReadWriteOnce'],
  ['File2', ['FallbackToLogsOnError', 'File'], 'File'],
  ['Dir', ['BlockDevice', 'Directory', 'DirectoryOrCreate'], 'Directory'],
  ['Recycle', ['Delete', 'Retain'], undefined],
])('takes %j for a choice of %j: %j', (word, values, choice) => {
  expect(nearChoice(word, values)).toBe(choice);
});
