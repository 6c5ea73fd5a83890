import { App, Chart } from 'cdk8s';
import { environmentValue } from '../../../lib/backend-service/config/environment-value';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { issuesOf } from '../../props/issues-of';

const database = new SecretRef(new Chart(new App(), 'shop', { namespace: 'shop' }), 'database', { keys: ['password'] });
const text = (): string => '';

test.each([
  ['a string', 'info'],
  ['a key of a ConfigMap', { configMapKeyRef: { name: 'cluster', key: 'region' } }],
  ['a field of the pod', { fieldRef: { fieldPath: "metadata.annotations['team']" } }],
  ['a template', { secrets: { PASSWORD: database.key('password') }, text }],
])('takes %s', (_, value) => {
  expect(issuesOf(environmentValue, value)).toEqual([]);
});

test.each<[unknown, string]>([
  [5, 'it must be a string, got 5; write "5"'],
  [null, 'it must be a string, got null; leave it out'],
  [database.key('password'), 'it must be no secret, got a SecretKey; move it to secrets'],
  [database, 'it must be no secret, got a SecretRef; write secretRef.key("password") in secrets'],
  [
    { secrets: { PASSWORD: 'hunter2' }, text },
    'it.secrets["PASSWORD"] must be a key of a SecretRef, got a string; write secretRef.key(…)',
  ],
  [{ configMapKeyRef: { name: 'cluster' } }, 'it.configMapKeyRef.key must be a string, got undefined'],
])('refuses %p', (value, issue) => {
  expect(issuesOf(environmentValue, value)).toEqual([issue]);
});
