import { exposition } from '../../../../lib/mongo/agent/status/exposition';

test('writes what a metric is, and a line for each figure', () => {
  expect(
    exposition([
      { name: 'up_seconds', type: 'gauge', help: 'How long it is up', figures: { '': 1.5 } },
      { name: 'turns_total', type: 'counter', help: 'Its turns', label: 'kind', figures: { good: 2, bad: false } },
    ]),
  ).toBe(`# HELP up_seconds How long it is up
# TYPE up_seconds gauge
up_seconds 1.5
# HELP turns_total Its turns
# TYPE turns_total counter
turns_total{kind="good"} 2
turns_total{kind="bad"} 0
`);
});

test('leaves out what there is no figure of', () => {
  expect(exposition([{ name: 'lag_seconds', type: 'gauge', help: 'Lag', figures: { '': undefined } }])).toBe('');
});

test.each([
  ['a\\b', 'a\\\\b'],
  ['a"b', 'a\\"b'],
  ['a\nb', 'a\\nb'],
])('escapes %j in the value of a label', (value, written) => {
  expect(exposition([{ name: 'm', type: 'gauge', help: 'M', label: 'l', figures: { [value]: 1 } }])).toContain(
    `m{l="${written}"} 1\n`,
  );
});
