import { SecretRef } from '../../../lib/secrets/secret-ref';
import { GeneratedSource } from '../../../lib/secrets/sources/generated-source';
import { only, refusal, rendered } from '../../rendered';

function database(source: Partial<GeneratedSource<'username' | 'password'>> = {}) {
  return rendered((chart) => {
    new SecretRef(chart, 'database', { keys: ['username', 'password'], source: { type: 'generated', ...source } });
  });
}

test('makes values of letters and digits alone, which stand for themselves in a URI', () => {
  expect(only(database(), 'Password').spec).toEqual({
    length: 32,
    digits: 8,
    symbols: 0,
    noUpper: false,
    allowRepeat: true,
    encoding: 'raw',
    secretKeys: ['password'],
  });
});

test('is made once, immutable and owned by nobody, so that no database loses the password that it knows', () => {
  expect(only(database(), 'ExternalSecret').spec).toEqual({
    refreshPolicy: 'CreatedOnce',
    target: {
      name: 'database',
      creationPolicy: 'Orphan',
      deletionPolicy: 'Retain',
      immutable: true,
      template: {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        data: { username: 'database', password: '{{ index . "password" }}' },
      },
    },
    dataFrom: [
      {
        sourceRef: {
          generatorRef: {
            apiVersion: 'generators.external-secrets.io/v1alpha1',
            kind: 'Password',
            name: 'database',
          },
        },
      },
    ],
  });
});

test('generates each key on its own, and leaves out the template where no key has a fixed text', () => {
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'tokens', { keys: ['a', 'b'], source: { type: 'generated', length: 64 } });
  });
  expect(only(manifests, 'Password').spec).toMatchObject({ length: 64, secretKeys: ['a', 'b'] });
  expect(only(manifests, 'ExternalSecret').spec).not.toHaveProperty('target.template');
});

test.each<[change: object, finding: string]>([
  [{ length: 8 }, 'source.length must be an integer from 16 to 1024, got 8; write 16'],
  [{ fixed: { user: 'x' } }, 'source.fixed["user"] must be a key of the Secret; write one of "username", "password"'],
  [{ fixed: { username: 7 } }, 'source.fixed["username"] must be a string, got 7; write "7"'],
  [
    { fixed: { username: '{{ x }}' } },
    'source.fixed["username"] must be a text without {{, got a string; write it as it is',
  ],
  [
    { fixed: { username: 'a', password: 'b' } },
    'source.fixed must leave a key to generate, got all of them; choose another source',
  ],
])('refuses %j', (change, finding) => {
  const message = refusal((chart) => {
    const source = { type: 'generated', ...change } as GeneratedSource<'username' | 'password'>;
    new SecretRef(chart, 'database', { keys: ['username', 'password'], source });
  });
  expect(message.split('\n')).toContain(`[shop/database] ${finding}`);
});
