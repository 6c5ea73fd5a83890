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

test.each([
  '$(NAME)',
  '$$(NAME)',
  '"${NAME}"',
  '[$(X)]',
  "'$(A)':'$(B)'",
  '$(cat "/run/$(hostname)")',
  '`cat /run/pw`',
  '$NAME',
  '{{ .key | b64enc }}',
  '{{ .a }}{{ .b }}',
  '<%= ENV["X"] %>',
  'Bearer $(TOKEN)',
  'user=$(U); password=$(P)',
  '{"password":"$(P)"}',
  '${X:-}',
  '${X:-$Y}',
  '${X:?is not set}',
  '${{ secrets.X }}',
  '#{X}#',
  '@X@',
  '__X__',
  '%(X)s',
  '%s',
  '{X}',
  '<password>',
  '[your-password]',
  '***',
  'redacted',
])('takes %j for a reference', (text) => {
  expect(isHarmless(text)).toBe(true);
});

test.each([
  'word',
  '$(USER):word',
  'word$(X)',
  '{{ .x }}word',
  '${X:-word}',
  '${X:=word}',
  '${X_Y:word}',
  '${a.b:word}',
  '$(echo word)',
  '$(printf word | base64 -d)',
  'Bearer word',
  '["word"]',
  '[w0rd]',
  '{"a":"word"}',
  'pa$word',
  'a@b@c',
  'ä$(X)',
])('takes %j for a literal', (text) => {
  expect(isHarmless(text)).toBe(false);
});

test('reads a path with references in references as a path', () => {
  expect(isHarmless('/run/$(cat $(X))/${Y}')).toBe(true);
});
