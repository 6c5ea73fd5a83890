import { builtInRoles, databaseRoles } from '../../../lib/mongo/users/built-in-roles';

test('has each role once, those of every database first', () => {
  expect(new Set(builtInRoles).size).toBe(builtInRoles.length);
  expect(builtInRoles.slice(0, databaseRoles.length)).toEqual(databaseRoles);
});
