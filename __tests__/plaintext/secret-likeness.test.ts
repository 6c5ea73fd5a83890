import { credentialName, isHarmless, isNamedSecret, secretShape, wordsOf } from '../../lib/plaintext/secret-likeness';

test.each([
  ['DB_PASSWORD', 'password'],
  ['apiKey', 'password'],
  ['AUTH_TOKEN', 'token'],
  ['JWT_SECRET', 'secret'],
  ['PASSWORD_FILE', undefined],
  ['TOKEN_TTL', undefined],
  ['LOG_LEVEL', undefined],
])('reads what the name %s promises from its last word', (name, promise) => {
  expect(credentialName(name)).toBe(promise);
});

test.each([
  '',
  'true',
  '/run/secrets/password',
  'https://vault.example/key',
  '$(NAME)',
  '${NAME}',
  '{{ .key }}',
  '***',
])('takes %j for no secret under any name', (value) => {
  expect(isHarmless(value)).toBe(true);
});

test.each(['hunter2', 'pa$word', 'a/b', '{', '0123'])(
  'takes %j for a secret under a name that promises one',
  (value) => {
    expect(isHarmless(value)).toBe(false);
  },
);

test('takes a number for a count of tokens, and for a password', () => {
  expect(isNamedSecret('MAX_TOKENS', '4096')).toBe(false);
  expect(isNamedSecret('PASSWORD', '4096')).toBe(true);
});

test('tells a secret by its shape, whatever it is called', () => {
  expect(secretShape(`see ${['gh', 'p_', 'a1'.repeat(18)].join('')} there`)).toBe('a GitHub token');
  expect(secretShape('mongodb://user:word@db')).toBe('a URI with a password');
  expect(secretShape('mongodb://$(USER):$(PASSWORD)@db')).toBeUndefined();
});

test.each(['dbPassword', 'db-password', 'DB_PASSWORD', 'db.password'])('finds the words of %s', (name) => {
  expect(wordsOf(name)).toEqual(['DB', 'PASSWORD']);
});
