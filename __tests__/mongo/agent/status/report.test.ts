import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { ordinary } from '../../../../lib/mongo/agent/decide/member-options';
import { Action, Observation } from '../../../../lib/mongo/agent/observation';
import { Report } from '../../../../lib/mongo/agent/status/report';
import { observation } from '../observation';

const settled = observation({
  replicas: 1,
  members: [{ host: 'host-0', ordinal: 0, state: 'PRIMARY' }],
  users: [{ name: 'app', state: 'synced' }],
});
const isolated: Partial<Observation> = {
  state: 'secondary',
  members: [{ host: 'host-0', ordinal: 0, state: 'SECONDARY' }],
};
const badSecret: Partial<Observation> = { users: [{ name: 'app', state: 'refused' }] };

function ready(...observations: Partial<Observation>[]): boolean {
  const report = new Report(() => undefined);
  for (const given of observations) report.decided({ ...settled, ...given }, { kind: 'idle' });
  return report.ready;
}

test.each<[boolean, string, Partial<Observation>[]]>([
  [false, 'before it was seen', []],
  [true, 'in sync, with a primary, and with its users', [{}]],
  [false, 'as the primary, with a user missing', [badSecret]],
  [true, 'as a secondary, with a user missing that a newer primary will make', [{ ...badSecret, state: 'secondary' }]],
  [
    true,
    'as a primary whose set had users before its agent started, with a bad Secret',
    [{ ...badSecret, holdsUsers: true }],
  ],
  [
    false,
    'as the primary of a new set, with a user that it could not make beside those that it made',
    [
      { ...badSecret, holdsUsers: false },
      { ...badSecret, holdsUsers: true },
    ],
  ],
  [false, 'without a primary, though the set had users', [{ ...isolated, ...badSecret, holdsUsers: true }]],
  [false, 'without a primary', [isolated]],
  [true, 'in an election after it was set up', [{}, isolated]],
  [true, 'with a bad Secret after it was set up', [{}, badSecret]],
  [false, 'in an initial sync, though it was set up', [{}, { state: 'startup2' }]],
  [false, 'when mongod is gone, though it was set up', [{}, { state: 'unreachable' }]],
])('is ready (%s) %s', (expected, _, observations) => {
  expect(ready(...observations)).toBe(expected);
});

test('is as ready as its mongod, though nothing else could be observed', () => {
  const report = new Report(() => undefined);
  const lacking = new Error('desired.json');
  report.observed({ state: 'primary' });
  report.failed(lacking, undefined);
  expect(report.ready).toBe(false);
  report.decided(settled, { kind: 'idle' });
  report.observed({ state: 'recovering' });
  report.failed(lacking, undefined);
  expect([report.ready, report.status]).toMatchObject([false, { state: 'recovering', failure: 'desired.json' }]);
  report.observed({ state: 'secondary' });
  report.failed(lacking, undefined);
  expect(report.ready).toBe(true);
});

test('says how old it is, and which node has the majority of the voting members', () => {
  const report = new Report(() => undefined);
  expect(report.status).toEqual({
    ready: false,
    reconcileAgeSeconds: expect.any(Number) as unknown,
    observationAgeSeconds: Infinity,
    majorityNode: undefined,
  });
  const members = [0, 1, 2].map((ordinal) => ({ host: '', ordinal, state: 'SECONDARY', options: ordinary }));
  report.decided({ ...settled, members, nodes: { 0: 'one', 1: 'two', 2: 'one' } }, { kind: 'idle' });
  expect(report.status.majorityNode).toBe('one');
  expect(report.status.observationAgeSeconds).toBeLessThan(5);
});

test('logs a line per change, and nothing while nothing changes', () => {
  const lines: string[] = [];
  const report = new Report((line) => lines.push(line.replace(/"time":"[^"]*",/, '')));
  const add: Action = { kind: 'add', ordinals: [1] };
  report.decided(settled, wait('members', 'member 1 to answer'));
  report.decided(settled, wait('members', 'member 1 to answer'));
  report.decided(settled, add);
  report.failed(new Error('no majority'), add);
  report.decided(settled, add);
  report.failed(new Error('no majority'), add);
  report.decided(settled, add);
  report.done(add);
  report.decided(settled, { kind: 'idle' });
  report.decided(settled, { kind: 'idle' });
  report.failed(new Error('connection closed'), undefined);
  expect(lines).toEqual([
    '{"state":"primary","kind":"wait","reasons":[{"code":"members","message":"member 1 to answer"}]}\n',
    '{"state":"primary","kind":"add","ordinals":[1],"result":"failed","reason":"no majority"}\n',
    '{"state":"primary","kind":"add","ordinals":[1],"result":"done"}\n',
    '{"state":"primary","kind":"idle"}\n',
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

test('counts what was done and what failed, by kind, and not what it only waited for', () => {
  const report = new Report(() => undefined);
  const add: Action = { kind: 'add', ordinals: [1] };
  report.done({ kind: 'idle' });
  report.done(wait('members', 'member 1 to answer'));
  report.done(add);
  report.done(add);
  report.failed(new Error('no majority'), add);
  report.failed(new Error('connection closed'), undefined);
  expect(report.history).toMatchObject({ done: { add: 2 }, failed: { add: 1, observe: 1 } });
});
