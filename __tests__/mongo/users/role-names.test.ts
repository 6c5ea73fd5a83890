import { builtInRoles, roleProblem } from '../../../lib/mongo/users/role-names';
import { textOf } from '../../problem-text';

test('has each role once', () => {
  expect(new Set(builtInRoles).size).toBe(builtInRoles.length);
});

const own = [{ role: 'clerk', db: 'shop' }];

test.each([
  ['readwrite', 'shop', 'must be a role that exists, got "readwrite"; write "readWrite"'],
  ['read_write', 'shop', 'must be a role that exists, got "read_write"; write "readWrite"'],
  ['dbadmin', 'shop', 'must be a role that exists, got "dbadmin"; write "dbAdmin"'],
  ['Clerk', 'shop', 'must be a role that exists, got "Clerk"; write "clerk"'],
  [
    'root',
    'shop',
    'must have db "admin" with role "root", which no other database has, got "shop"; write { role: "root", db: "admin" }',
  ],
  [
    'clerk',
    'admin',
    'must have db "shop" with role "clerk", which no other database has, got "admin"; write { role: "clerk", db: "shop" }',
  ],
])('refuses %s of %s', (role, db, problem) => {
  expect(textOf(roleProblem({ role, db }, own))).toBe(problem);
});

test.each([
  ['readWrite', 'shop'],
  ['dbOwner', 'admin'],
  ['backup', 'admin'],
  ['clerk', 'shop'],
  ['reader', 'shop'],
  ['auditor', 'admin'],
])('takes %s of %s: built in, the own, or one that an administrator made', (role, db) => {
  expect(roleProblem({ role, db }, own)).toBeUndefined();
});
