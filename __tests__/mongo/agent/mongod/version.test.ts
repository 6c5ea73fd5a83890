import { isOlder } from '../../../../lib/mongo/agent/mongod/version';

test.each([
  ['7.0', '8.0', true],
  ['8.0', '8.2', true],
  ['8.0.30', '8.0', false],
  ['10.0', '9.0', false],
])('%s is older than %s: %s', (one, other, older) => {
  expect(isOlder(one, other)).toBe(older);
});
