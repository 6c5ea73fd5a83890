import { databaseProblem } from '../../../lib/mongo/users/database';
import { textOf } from '../../problem-text';

test.each(['user-admin', 'a_b', 'x'.repeat(63)])('takes %s', (name) => {
  expect(databaseProblem(name)).toBeUndefined();
});

test.each(['', 'a.b', 'a b', 'x'.repeat(64)])('refuses %j', (name) => {
  expect(textOf(databaseProblem(name))).toBe(
    `must be 1 to 63 characters without spaces and without any of /\\."$*<>:|?, got ${JSON.stringify(name)}; write a name such as "user-admin"`,
  );
});
