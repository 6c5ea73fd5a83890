import { App, Chart } from 'cdk8s';
import { SecretKey, SecretRef, SecretRefProps } from '../../lib/secrets/secret-ref';
import { SecretSource } from '../../lib/secrets/sources/secret-source';
import { refusal, rendered } from '../rendered';

const types = '"existing" or "external" or "generated" or "sealed" or "sops" or "csi" or "vault"';

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

test.each<[SecretRefProps<string>, string]>([
  [{ keys: ['a b'] }, 'keys[0] must be letters, digits, "-", "_" and ".", got "a b"; write "a-b"'],
  [{ keys: ['a'], version: 0 }, 'version must be an integer from 1, got 0'],
  [{ keys: ['a', 'a'] }, 'keys must be different, got ["a","a"]'],
  [
    { keys: ['a'], name: 'A_B' },
    'name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A_B"; write "a-b"',
  ],
  [{ keys: undefined as never }, 'keys must be a list of strings, got undefined; write ["password"]'],
  [{ keys: [] as never }, 'keys must not be empty, got []; write ["password"]'],
  [
    { keys: 'username password' as never },
    'keys must be a list of strings, got "username password"; write ["username","password"]',
  ],
  [{ keys: [Symbol('a')] as never }, 'keys[0] must be a string, got a symbol'],
  [
    { keys: ['a'], source: null as never },
    `source must be { type: ${types}, … }, got null; write { type: "existing" }`,
  ],
  [
    { keys: ['a'], source: 'sealed' as never },
    `source must be { type: ${types}, … }, got "sealed"; write { type: "existing" }`,
  ],
  [{ keys: ['a'], kyes: ['b'] } as never, 'kyes is no prop of a SecretRef; write "keys"'],
  [undefined as never, 'props must be an object, got undefined; write { keys: ["password"] }'],
])('refuses %p', (props, finding) => {
  expect(refusal((chart) => new SecretRef(chart, 'database', props))).toContain(`[shop/database] ${finding}`);
});

test('has a new name for a new version, so that the pods that read it are replaced', () => {
  const chart = new Chart(new App(), 'shop');
  const { name } = new SecretRef(chart, 'database', { keys: ['password'], version: 2 });
  expect(name).toBe('database-v2');
});

test('may be there several times for a Secret that exists', () => {
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'one', { name: 'database', keys: ['username'] });
    new SecretRef(chart, 'two', { name: 'database', keys: ['password'] });
  });
  expect(manifests).toEqual([]);
});

test('is refused beside another for the same Secret from elsewhere', () => {
  const message = refusal((chart) => {
    new SecretRef(chart, 'one', { name: 'database', keys: ['password'] });
    new SecretRef(chart, 'two', { name: 'database', keys: ['password'], source: { type: 'generated' } });
  });
  expect(message).toBe(
    '1 finding:\n[shop/two] source must be that of all SecretRefs for "database" together, got "generated" here and "existing" at shop/one; pass one SecretRef to all that read it',
  );
});

test.each<[object, string]>([
  [{ type: 'magic' }, '"magic"'],
  [{}, 'undefined'],
])('refuses the source %j', (source, got) => {
  const message = refusal((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source: source as SecretSource<'password'> });
  });
  expect(message).toBe(
    `1 finding:\n[shop/database] source.type must be ${types}, got ${got}; write { type: "existing" }`,
  );
});
