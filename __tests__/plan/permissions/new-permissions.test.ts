import { newPermissions } from '../../../lib/plan/permissions/new-permissions';

const permission = (message: string, ...path: readonly string[]) => ({ message, path });

test('is what was not allowed before, each once', () => {
  const after = [permission('a', 'spec'), permission('b', 'spec'), permission('b', 'rules')];
  expect(newPermissions([permission('a', 'elsewhere')], after)).toEqual([{ path: ['spec'], message: 'b' }]);
});

test('is the widest of what is new, where one part is in another', () => {
  const of = (message: string, ...scope: readonly string[]) => ({ message, path: ['rules'], scope });
  const [named, all, other] = [of('one', 'get', 'web-0'), of('all', 'get', '*'), of('other', 'list', 'web-0')];
  expect(newPermissions([], [named, all, other])).toEqual([all, other]);
  expect(newPermissions([], [named, { ...named, message: 'the same in other words' }])).toHaveLength(2);
});

test.each([
  ['203.0.113.0/24', '203.0.0.0/16', true],
  ['203.0.0.0/16', '203.0.113.0/24', false],
  ['203.0.113.7', '203.0.113.0/24', true],
  ['2001:db8::/48', '2001:db8::/32', true],
  ['2001:db8::/48', '0.0.0.0/0', false],
  ['10.1.0.0/16', '10.0.0.0/8!10.1.0.0/16', false],
  ['10.2.0.0/16', '10.0.0.0/8!10.1.0.0/16', true],
  ['10.0.0.0/8', '10.0.0.0/8!10.1.0.0/16', false],
  ['10.0.0.0/8!10.0.0.0/9', '10.0.0.0/8!10.1.0.0/16', true],
  ['a.example.com', '*.example.com', true],
  ['example.com', '*.example.com', false],
  ['/api/v1', '/api', true],
  ['/apis', '/api', false],
  ['/api', '/', true],
  ['443', '400-500', true],
  ['400-600', '400-500', false],
  ['80', 'http', false],
  ['anything else', '*', true],
])('%s is a part of %s: %s', (part, whole, expected) => {
  const [before, after] = [whole, part].map((scope) => ({ message: scope, path: [], scope: ['x', scope] }));
  expect(newPermissions(before ? [before] : [], after ? [after] : [])).toEqual(expected ? [] : [after]);
});

test('compares by the message what has no scope, or one of another length', () => {
  const scoped = { message: 'a', path: [], scope: ['*'] };
  expect(newPermissions([scoped], [{ message: 'b', path: [] }])).toHaveLength(1);
  expect(newPermissions([scoped], [{ message: 'a', path: [], scope: ['x', 'y'] }])).toEqual([]);
});
