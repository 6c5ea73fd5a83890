import { isEnvTemplate } from '../../lib/secrets/env-template';

test.each([
  [{ secrets: {}, text: (): string => '' }, true],
  [{ secrets: null, text: (): string => '' }, false],
  [{ secrets: {}, text: 'x' }, false],
  [{ configMapKeyRef: { name: 'a', key: 'b' } }, false],
  ['text', false],
  [null, false],
])('knows a template: %p is %p', (value, expected) => {
  expect(isEnvTemplate(value)).toBe(expected);
});
