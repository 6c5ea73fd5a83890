import { nearName } from '../../lib/values/near-name';

test.each([
  ['readwrite', ['read', 'readWrite'], 'readWrite'],
  ['redWrite', ['read', 'readWrite'], 'readWrite'],
  ['LOGLEVEL', ['PORT', 'LOG_LEVEL'], 'LOG_LEVEL'],
  ['auditor', ['read', 'readWrite'], undefined],
])('takes %s among %j for %s', (name, known, meant) => {
  expect(nearName(name, known)).toBe(meant);
});
