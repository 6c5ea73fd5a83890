import { memberOrdinal } from '../../lib/mongo-agent/settings';
import { host, settings } from './set';

test.each([
  [0, host(0)],
  [12, host(12)],
  [undefined, 'mongo-0.elsewhere.example:27017'],
  [undefined, host(0).replace('27017', '27018')],
  [undefined, host(0).replace('mongo-0', 'mongo-00')],
  [undefined, host(0).replace('mongo-0', 'mango-0')],
  [undefined, 'mongo'],
])('gives ordinal %s to %s', (ordinal, name) => {
  expect(memberOrdinal(settings(), name)).toBe(ordinal);
});
