import { gained, rulePorts } from '../../../lib/plan/permissions/gained';

const allowance = (what: string, ...path: readonly string[]) => ({ what, path });

test('is what was not allowed before, each once', () => {
  const after = [allowance('a', 'spec'), allowance('b', 'spec'), allowance('b', 'rules')];
  expect(gained([allowance('a', 'elsewhere')], after)).toEqual([{ path: ['spec'], message: 'b' }]);
});

test.each([
  [{ ports: [{ port: 80 }, { port: 'http' }, {}] }, ['80', 'http', 'any']],
  [{}, []],
])('reads the ports of %j', (rule, ports) => {
  expect(rulePorts(rule)).toEqual(ports);
});
