import { memberState, unreachable } from '../../../../lib/mongo/agent/decide/unreachable';

const down = { stateStr: '(not reachable/healthy)' };

test.each([
  ['a member that is there', { stateStr: 'SECONDARY' }, 'SECONDARY'],
  ['a member that is down', down, '(not reachable/healthy)'],
  ['a member that refuses the key', { ...down, authenticated: false }, '(has another keyfile)'],
])('tells the state of %s', (_, member, expected) => {
  expect(memberState(member)).toBe(expected);
});

test('names the members that cannot be heard, and which of them have another keyfile', () => {
  const members = [
    { host: 'host-0', ordinal: 0, state: memberState(down) },
    { host: 'host-1', ordinal: 1, state: memberState({ ...down, authenticated: false }) },
    { host: 'host-2', ordinal: 2, state: 'RECOVERING' },
  ];
  expect(unreachable(members)).toBe('; not reachable: host-0; with another keyfile: host-1');
});

test('says nothing when all are heard', () => {
  expect(unreachable([{ host: 'host-0', ordinal: 0, state: 'PRIMARY' }])).toBe('');
});
