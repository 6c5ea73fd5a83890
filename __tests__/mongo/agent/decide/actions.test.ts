import { firstDue, isChange, wait } from '../../../../lib/mongo/agent/decide/actions';
import { Action } from '../../../../lib/mongo/agent/observation';

const add: Action = { kind: 'add', ordinals: [1] };
const remove: Action = { kind: 'remove', ordinal: 2 };

test('waits for one thing or several of a code', () => {
  expect(wait('members', 'member 1 to answer', 'member 2 to answer')).toEqual({
    kind: 'wait',
    reasons: [
      { code: 'members', message: 'member 1 to answer' },
      { code: 'members', message: 'member 2 to answer' },
    ],
  });
});

test.each<[string, (Action | undefined)[], readonly string[], Action]>([
  ['the first change', [wait('users', 'app'), undefined, add, remove], [], add],
  ['a change that has not failed', [add, remove], [JSON.stringify(add)], remove],
  ['the first change once all have failed', [add, remove], [JSON.stringify(add), JSON.stringify(remove)], add],
  [
    'all reasons to wait, if there is no change',
    [wait('users', 'app'), { kind: 'idle' }, wait('primary', 'a primary')],
    [],
    {
      kind: 'wait',
      reasons: [
        { code: 'users', message: 'app' },
        { code: 'primary', message: 'a primary' },
      ],
    },
  ],
  ['to be idle, if there is nothing', [undefined, { kind: 'idle' }], [], { kind: 'idle' }],
])('is due: %s', (_, actions, failed, due) => {
  expect(firstDue(actions, { failed })).toEqual(due);
});

test('tells a change from a decision that changes nothing', () => {
  expect([add, wait('primary', 'a primary'), { kind: 'idle' } as const].map(isChange)).toEqual([true, false, false]);
});
