import { Action, Observed } from '../../lib/mongo-agent/decide';
import { Report } from '../../lib/mongo-agent/report';

const settled: Observed = {
  ordinal: 0,
  replicas: 1,
  state: 'primary',
  listed: true,
  lostSeconds: 0,
  members: [{ host: 'host-0', ordinal: 0, state: 'PRIMARY' }],
  peers: {},
  users: [{ name: 'app', state: 'converged', attempts: 0 }],
  compatibility: undefined,
};
const isolated: Partial<Observed> = {
  state: 'secondary',
  members: [{ host: 'host-0', ordinal: 0, state: 'SECONDARY' }],
};
const badSecret: Partial<Observed> = { users: [{ name: 'app', state: 'refused', attempts: 0 }] };

function ready(...turns: Partial<Observed>[]): boolean {
  const report = new Report(() => undefined);
  for (const turn of turns) report.decided({ ...settled, ...turn }, { kind: 'rest' });
  return report.ready;
}

test.each<[boolean, string, Partial<Observed>[]]>([
  [false, 'before it was seen', []],
  [true, 'in sync, with a primary, and with its users', [{}]],
  [false, 'as the primary, with a user missing', [badSecret]],
  [true, 'as a secondary, with a user missing that a newer primary will make', [{ ...badSecret, state: 'secondary' }]],
  [false, 'without a primary', [isolated]],
  [true, 'in an election after it was set up', [{}, isolated]],
  [true, 'with a bad Secret after it was set up', [{}, badSecret]],
  [false, 'in an initial sync, though it was set up', [{}, { state: 'startup2' }]],
  [false, 'when mongod is gone, though it was set up', [{}, { state: 'unreachable' }]],
])('is ready (%s) %s', (expected, _, turns) => {
  expect(ready(...turns)).toBe(expected);
});

test('is as ready as its mongod says, though nothing else could be seen', () => {
  const report = new Report(() => undefined);
  const lacking = new Error('wanted.json');
  report.saw({ state: 'primary' });
  report.failed(lacking, undefined);
  expect(report.ready).toBe(false);
  report.decided(settled, { kind: 'rest' });
  report.saw({ state: 'recovering' });
  report.failed(lacking, undefined);
  expect([report.ready, report.status]).toMatchObject([false, { state: 'recovering', failure: 'wanted.json' }]);
  report.saw({ state: 'secondary' });
  report.failed(lacking, undefined);
  expect(report.ready).toBe(true);
});

test('logs a line per change, and nothing while nothing changes', () => {
  const lines: string[] = [];
  const report = new Report((line) => lines.push(line.replace(/"time":"[^"]*",/, '')));
  const add: Action = { kind: 'add', ordinals: [1] };
  report.decided(settled, { kind: 'wait', for: 'member 1 to answer' });
  report.decided(settled, { kind: 'wait', for: 'member 1 to answer' });
  report.decided(settled, add);
  report.failed(new Error('no majority'), add);
  report.decided(settled, add);
  report.failed(new Error('no majority'), add);
  report.decided(settled, add);
  report.done(add);
  report.decided(settled, { kind: 'rest' });
  report.decided(settled, { kind: 'rest' });
  report.failed(new Error('connection closed'), undefined);
  expect(lines).toEqual([
    '{"state":"primary","kind":"wait","for":"member 1 to answer"}\n',
    '{"state":"primary","kind":"add","ordinals":[1],"result":"failed","reason":"no majority"}\n',
    '{"state":"primary","kind":"add","ordinals":[1],"result":"done"}\n',
    '{"state":"primary","kind":"rest"}\n',
    '{"state":"primary","kind":"observe","result":"failed","reason":"connection closed"}\n',
  ]);
});

test('logs a failure once until something succeeds, though others fail in between', () => {
  const lines: unknown[] = [];
  const report = new Report((line) => lines.push((JSON.parse(line) as { user: unknown }).user));
  const create = (user: string): Action => ({ kind: 'create user', user });
  for (const user of ['one', 'two', 'one', 'two']) report.failed(new Error('refused'), create(user));
  report.done(create('three'));
  report.failed(new Error('refused'), create('one'));
  expect(lines).toEqual(['one', 'two', 'three', 'one']);
});

test('counts what was done and what failed, by kind, and not what was only waited for', () => {
  const report = new Report(() => undefined);
  const add: Action = { kind: 'add', ordinals: [1] };
  report.done({ kind: 'rest' });
  report.done({ kind: 'wait', for: 'member 1 to answer' });
  report.done(add);
  report.done(add);
  report.failed(new Error('no majority'), add);
  report.failed(new Error('connection closed'), undefined);
  expect(report.history).toMatchObject({ done: { add: 2 }, failed: { add: 1, observe: 1 } });
});
