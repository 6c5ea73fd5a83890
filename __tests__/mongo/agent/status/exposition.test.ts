import { exposition } from '../../../../lib/mongo/agent/status/exposition';

test('writes what a metric is, and a line for each figure', () => {
  expect(
    exposition(
      { up_seconds: 1.5, turns_total: { good: 2n, bad: false } },
      { agent: { up_seconds: ['How long it is up'] }, set: { turns_total: ['Its turns', 'kind'] } },
    ),
  ).toBe(`# HELP mongodb_agent_up_seconds How long it is up
# TYPE mongodb_agent_up_seconds gauge
mongodb_agent_up_seconds 1.5
# HELP mongodb_set_turns_total Its turns
# TYPE mongodb_set_turns_total counter
mongodb_set_turns_total{kind="good"} 2
mongodb_set_turns_total{kind="bad"} 0
`);
});

test('leaves out what there is no finite figure of', () => {
  const described = {
    lag_seconds: ['Lag'],
    age_seconds: ['Age'],
    states: ['States', 'state'],
    turns_total: ['Turns', 'kind'],
  } as const;
  const figures = { lag_seconds: undefined, age_seconds: Infinity, turns_total: { deprecated: { total: 1 } } };
  expect(exposition(figures, { agent: described })).toBe('');
});

test.each([
  ['a\\b', 'a\\\\b'],
  ['a"b', 'a\\"b'],
  ['a\nb', 'a\\nb'],
])('escapes %j in the value of a label', (value, written) => {
  expect(exposition({ m: { [value]: 1 } }, { set: { m: ['M', 'l'] } })).toContain(`mongodb_set_m{l="${written}"} 1\n`);
});
