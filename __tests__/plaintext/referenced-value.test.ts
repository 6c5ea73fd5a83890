import { isReference, replaceReferences } from '../../lib/plaintext/referenced-value';

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
  expect(isReference(text)).toBe(true);
});

test.each([
  '',
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
  expect(isReference(text)).toBe(false);
});

test('replaces the innermost reference first', () => {
  expect(replaceReferences('/run/$(cat $(X))/${Y}', 'x')).toBe('/run/x/x');
});
