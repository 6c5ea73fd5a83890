import { findingText } from '../../lib/findings/finding';

test.each([
  [{ path: 'shop/api', code: 'conflict', want: 'is alone' }, '[shop/api] is alone'],
  [
    {
      path: 'shop/api',
      at: 'replicas',
      code: 'out-of-range',
      want: 'must be an integer from 0',
      got: -1,
      write: 'write 0',
    },
    '[shop/api] replicas must be an integer from 0, got -1; write 0',
  ],
  [
    { path: 'shop/api', at: 'spec', code: 'valid-fields', want: 'is unknown' },
    '[shop/api] spec is unknown (valid-fields)',
  ],
  [
    { path: 'Service shop/api', file: 'a.yaml', at: 'spec', code: 'valid-fields', want: 'is unknown' },
    '[a.yaml: Service shop/api] spec is unknown (valid-fields)',
  ],
  [{ path: 'a.yaml', file: 'a.yaml', code: 'cannot-read', want: 'is not YAML' }, '[a.yaml] is not YAML'],
])('prints the place, the problem, and the id of a rule: %j', (finding, text) => {
  expect(findingText(finding)).toBe(text);
});
