import { SecretKeyFormat } from '../../lib/manifests/secret-uses';
import { ExistingSecret } from '../../lib/secrets-command/cluster';
import { secretPlan } from '../../lib/secrets-command/secret-plan';

const secret = needed({ username: 'username', password: 'url-safe' });
const noneGiven = new Map<string, string>();

describe('secretPlan', () => {
  test('makes a new Secret whole, named after itself where a user name is wanted', () => {
    const plan = secretPlan(secret, undefined, noneGiven);
    expect(plan).toMatchObject({ missing: ['username', 'password'], findings: [] });
    expect([...plan.values.keys()]).toEqual(['username', 'password']);
    expect(plan.values.get('username')).toBe('db');
    expect(plan.values.get('password')).toMatch(/^[A-Za-z0-9]{48}$/);
  });

  test('adds only what a Secret lacks', () => {
    const plan = secretPlan(secret, existing({ password: 'abc', other: 'x' }), noneGiven);
    expect([plan.missing, [...plan.values], plan.findings]).toEqual([['username'], [['username', 'db']], []]);
  });

  test('does nothing where nothing is missing', () => {
    const plan = secretPlan(secret, existing({ username: 'u', password: 'p' }), noneGiven);
    expect([plan.missing, [...plan.values], plan.findings]).toEqual([[], [], []]);
  });

  test('uses a value that is given', () => {
    const plan = secretPlan(secret, existing({ username: 'u' }), new Map([['shop/db.password', 'mine']]));
    expect([...plan.values]).toEqual([['password', 'mine']]);
  });

  test('accepts a given value that exists already, and never replaces another one', () => {
    const given = new Map([['shop/db.password', 'mine']]);
    expect(secretPlan(secret, existing({ username: 'u', password: 'mine' }), given).findings).toEqual([]);
    const other = secretPlan(secret, existing({ username: 'u', password: 'theirs' }), given);
    expect([...other.values]).toEqual([]);
    expect(other.findings).toEqual([
      '[shop/db] key "password" exists with another value, which is not replaced; to change it, edit the Secret',
    ]);
  });

  test('reports every existing value that does not fit its use, without showing it', () => {
    expect(secretPlan(secret, existing({ username: '', password: 'a/b' }), noneGiven).findings).toEqual([
      '[shop/db] key "username" is empty; give it a value',
      '[shop/db] key "password" must be letters, digits, ".", "_", "~" and "-", because it stands in a URI as it is; ' +
        'use openssl rand -hex 24',
    ]);
  });

  test('makes no part of a new Secret of which one value has to be given', () => {
    const tls = needed({ 'tls.crt': 'any', password: 'any' });
    const plan = secretPlan(tls, undefined, noneGiven);
    expect([...plan.values]).toEqual([]);
    expect(plan.findings).toEqual([
      '[shop/db] lacks the key "tls.crt", which no random value fits; give it with --set db.tls.crt',
    ]);
    expect([...secretPlan(tls, undefined, new Map([['shop/db.tls.crt', 'pem']])).values.keys()]).toEqual([
      'tls.crt',
      'password',
    ]);
  });

  test('leaves an immutable Secret alone and says so', () => {
    const plan = secretPlan(secret, { ...existing({ username: 'u' }), isImmutable: true }, noneGiven);
    expect([...plan.values]).toEqual([]);
    expect(plan.findings).toEqual([
      '[shop/db] lacks "password" and is immutable; create a Secret of another name with all keys',
    ]);
  });

  test('asks for a Secret whose keys are unknown, and is content with any', () => {
    const whole = { ...needed({}), usedBy: ['Ingress web, TLS'] };
    expect(secretPlan(whole, undefined, noneGiven).findings).toEqual([
      '[shop/db] does not exist, and the manifests do not say which keys it has (Ingress web, TLS); create it yourself',
    ]);
    expect(secretPlan(whole, existing({ 'tls.crt': 'x' }), noneGiven).findings).toEqual([]);
  });
});

function needed(formats: Record<string, SecretKeyFormat>) {
  const keys = Object.entries(formats).map(([key, format]) => ({ key, format, usedBy: [] }));
  return { namespace: 'shop', name: 'db', keys, usedBy: [] };
}

function existing(values: Record<string, string>): ExistingSecret {
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'shop', name: 'db' } };
  return {
    values: new Map(Object.entries(values).map(([key, value]) => [key, Buffer.from(value)])),
    isImmutable: false,
    object,
  };
}
