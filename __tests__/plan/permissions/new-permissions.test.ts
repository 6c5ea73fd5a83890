import { newPermissions, rulePorts } from '../../../lib/plan/permissions/new-permissions';

const permission = (message: string, ...path: readonly string[]) => ({ message, path });

test('is what was not allowed before, each once', () => {
  const after = [permission('a', 'spec'), permission('b', 'spec'), permission('b', 'rules')];
  expect(newPermissions([permission('a', 'elsewhere')], after)).toEqual([{ path: ['spec'], message: 'b' }]);
});

test.each([
  [{ ports: [{ port: 80 }, { port: 'http' }, {}] }, ['80', 'http', 'any']],
  [{}, []],
])('reads the ports of %j', (rule, ports) => {
  expect(rulePorts(rule)).toEqual(ports);
});
