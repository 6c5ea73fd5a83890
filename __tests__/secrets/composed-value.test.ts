import { isComposed } from '../../lib/secrets/composed-value';

test.each([
  [{ secrets: {}, text: (): string => '' }, true],
  [{ secrets: null, text: (): string => '' }, false],
  [{ secrets: {}, text: 'x' }, false],
  [{ configMapKeyRef: { name: 'a', key: 'b' } }, false],
  ['text', false],
  [null, false],
])('knows a composed value: %p is %p', (value, expected) => {
  expect(isComposed(value)).toBe(expected);
});
