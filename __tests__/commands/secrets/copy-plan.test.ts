import { ExistingSecret } from '../../../lib/commands/secrets/cluster';
import { copiesLast, copyPlan, SecretCopy } from '../../../lib/commands/secrets/copy-plan';
import { textsOf } from '../../problem-text';

const copy: SecretCopy = {
  namespace: 'reports',
  name: 'login',
  keys: [
    { key: 'username', format: 'username', usedBy: [] },
    { key: 'password', format: 'url-safe', usedBy: [] },
  ],
  copyOf: { namespace: 'shop', name: 'mongo-login' },
  usedBy: [],
};
const original = existing({ username: 'shop', password: 'abc', other: 'x' });

function existing(values: Readonly<Record<string, string>>, isImmutable = false): ExistingSecret {
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login', namespace: 'reports' } };
  const buffers = Object.entries(values).map(([key, value]) => [key, Buffer.from(value)] as const);
  return { values: new Map(buffers), type: 'Opaque', isImmutable, object };
}

function planned(secret: ExistingSecret | undefined, from: ExistingSecret | undefined) {
  const { missing, values, findings } = copyPlan(copy, secret, from);
  const texts = Object.fromEntries([...values].map(([key, value]) => [key, value.toString()]));
  return { missing, values: texts, findings: textsOf(findings) };
}

test('has the values of the original for the keys that the copy needs, and no others', () => {
  expect(planned(undefined, original)).toEqual({
    missing: ['username', 'password'],
    values: { username: 'shop', password: 'abc' },
    findings: [],
  });
});

test('adds what a copy lacks, and does nothing where nothing is missing', () => {
  expect(planned(existing({ username: 'shop' }), original)).toEqual({
    missing: ['password'],
    values: { password: 'abc' },
    findings: [],
  });
  expect(planned(existing({ username: 'shop', password: 'abc' }), original)).toEqual({
    missing: [],
    values: {},
    findings: [],
  });
});

test('makes no value up where the original does not exist, or lacks a key', () => {
  expect(planned(undefined, undefined)).toEqual({
    missing: ['username', 'password'],
    values: {},
    findings: [
      '[reports/login] must have the values of shop/mongo-login, which does not exist; create that first, with the manifests that need it',
    ],
  });
  expect(planned(undefined, existing({ username: 'shop' }))).toEqual({
    missing: ['username', 'password'],
    values: {},
    findings: ['[reports/login] must have the value of "password" that shop/mongo-login lacks; add the key there'],
  });
});

test('is content with a copy whose original is out of sight, and reports one that differs without a value', () => {
  expect(planned(existing({ username: 'a', password: 'b' }), undefined).findings).toEqual([]);
  expect(planned(existing({ username: 'shop', password: 'old' }), original)).toEqual({
    missing: [],
    values: {},
    findings: [
      '[reports/login] has another value of "password" than shop/mongo-login, and is not replaced; write it there, or delete the copy with kubectl delete secret login --namespace reports and run this again',
    ],
  });
});

test('leaves an immutable copy, and one of another type, alone', () => {
  expect(planned(existing({ username: 'shop' }, true), original)).toMatchObject({
    values: {},
    findings: ['[reports/login] lacks "password" and is immutable; create a Secret of another name with all keys'],
  });
  const typed = { ...copy, type: 'kubernetes.io/basic-auth' };
  expect([...copyPlan(typed, existing({}), original).values]).toEqual([]);
});

test('come after all originals', () => {
  const own = { namespace: 'shop', name: 'mongo-login', keys: [], usedBy: [] };
  expect(copiesLast([copy, own])).toEqual([own, copy]);
});
