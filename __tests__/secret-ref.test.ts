import { App, Chart } from 'cdk8s';
import { SecretKey, SecretRef } from '../lib/secret-ref';
import { refusal, rendered } from './rendered';

function secretRef(): SecretRef<'username' | 'password'> {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  return new SecretRef(chart, 'database', { keys: ['username', 'password'] });
}

test('stands for a Secret that exists in the cluster: it renders nothing', () => {
  expect(rendered((chart) => new SecretRef(chart, 'master', { keys: ['key'] }))).toEqual([]);
});

test('gives a key by name, with the Secret it belongs to', () => {
  const key = secretRef().key('password');
  expect({ name: key.secretName, key: key.key, namespace: key.namespace }).toEqual({
    name: 'database',
    key: 'password',
    namespace: 'shop',
  });
});

test('does not compile, and throws from JavaScript, for a key that the Secret does not have', () => {
  expect(() => {
    // @ts-expect-error the Secret has no such key
    secretRef().key('passwort');
  }).toThrow('[shop/database] has no key "passwort"; use one of "username", "password"');
});

test('is not matched by an object of the same shape: only SecretRef.key() makes a key', () => {
  interface LookAlike {
    readonly secretName: string;
    readonly key: string;
    readonly namespace: string | undefined;
  }
  const passes: LookAlike extends SecretKey ? true : false = false;
  expect(passes).toBe(false);
});

test.each<[{ keys: [string, ...string[]]; name?: string }, string]>([
  [{ keys: ['a b'] }, 'key "a b" must be letters, digits, "-", "_" and ".", got "a b"; write "a-b"'],
  [{ keys: ['a', 'a'] }, 'keys must be named once each, got ["a","a"]'],
  [
    { keys: ['a'], name: 'A_B' },
    'name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A_B"; write "a-b"',
  ],
])('refuses %p', (props, finding) => {
  expect(refusal((chart) => new SecretRef(chart, 'database', props))).toContain(`[shop/database] ${finding}`);
});
