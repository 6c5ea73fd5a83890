import { selectorText } from '../../../lib/rules/references/selector-text';

test.each([
  [{ matchLabels: { app: 'web', tier: 'front' } }, 'app=web,tier=front'],
  [
    {
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'a', operator: 'In', values: ['b', 'c'] },
        { key: 'd', operator: 'NotIn', values: ['e'] },
        { key: 'f', operator: 'Exists' },
        { key: 'g', operator: 'DoesNotExist' },
      ],
    },
    'app=web,a in (b,c),d notin (e),f,!g',
  ],
  [{}, ''],
  [undefined, ''],
])('writes %j as kubectl does', (selector, text) => {
  expect(selectorText(selector)).toBe(text);
});
