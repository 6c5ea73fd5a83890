import { checkMemberOptions, MemberOptions, memberOptions } from '../../../lib/mongo/members/member-options';
import { Findings } from '../../../lib/findings/findings';
import { issuesOf } from '../../problem-text';

/** Returns the issues and findings in the options of three voting members and one that does not vote. */
function found(options: unknown, zoneTags = false): string[] {
  const issues = issuesOf(memberOptions, options).map((issue) => `memberOptions${issue}`);
  const findings = new Findings();
  if (issues.length === 0) checkMemberOptions(findings, options as MemberOptions, { voting: 3, last: 3, zoneTags });
  return [...issues, ...findings.validate()];
}

test('takes what a replica set can be', () => {
  const options = {
    0: { priority: 0.5, tags: { use: 'orders' } },
    1: { priority: 1000 },
    2: { hidden: true, priority: 0 },
    3: { secondaryDelaySecs: 3600, tags: { use: 'past' } },
  };
  expect(found(options)).toEqual([]);
});

test.each<[string, unknown, string]>([
  [
    'options of no member',
    { 4: { priority: 2 } },
    'memberOptions["4"] must be of a member, got members 0 to 3; write one of them',
  ],
  [
    'options of a member by name',
    { 'mongo-1': { priority: 2 } },
    'memberOptions["mongo-1"] must be of a member, got members 0 to 3; write one of them',
  ],
  [
    'an ordinal that no member is known by',
    { '01': { priority: 2 } },
    'memberOptions["01"] must be of a member, got members 0 to 3; write one of them',
  ],
  [
    'a delayed member in sight',
    { 3: { secondaryDelaySecs: 60, hidden: false } },
    'memberOptions["3"].hidden must be true for a member with secondaryDelaySecs, got false; leave it out',
  ],
  [
    'a priority beyond the highest',
    { 0: { priority: 1001 } },
    'memberOptions["0"].priority must be a number from 0 to 1000, got 1001; write 1',
  ],
  [
    'a priority that is no number',
    { 0: { priority: NaN } },
    'memberOptions["0"].priority must be a number from 0 to 1000, got NaN; write 1',
  ],
  [
    'a priority of a hidden member',
    { 1: { priority: 1, hidden: true } },
    'memberOptions["1"].priority must be 0 for a member that is hidden, got 1; leave it out',
  ],
  [
    'a priority of a member that does not vote',
    { 3: { priority: 1 } },
    'memberOptions["3"].priority must be 0 for a member that does not vote, got 1; leave it out',
  ],
  [
    'a delay of a member that majority writes wait for',
    { 1: { secondaryDelaySecs: 60 } },
    'memberOptions["1"].secondaryDelaySecs must not be of a voting member, which majority writes would wait for, got 60; add one to nonVotingMembers and write it there',
  ],
  [
    'a negative delay',
    { 3: { secondaryDelaySecs: -1 } },
    'memberOptions["3"].secondaryDelaySecs must be an integer from 0, got -1; write 0',
  ],
  [
    'an empty tag',
    { 1: { tags: { use: '' } } },
    'memberOptions["1"].tags["use"] must be a name and a value, neither of them empty, got ""; write such as { use: "reports" }',
  ],
  [
    'a tag that is a number',
    { 1: { tags: { rack: 4 } } },
    'memberOptions["1"].tags["rack"] must be a string, got 4; write "4"',
  ],
  [
    'a set in which nobody can become primary',
    { 0: { priority: 0 }, 1: { hidden: true }, 2: { priority: 0 } },
    'memberOptions must leave a voting member that can become primary, got none of 0 to 2; leave out priority: 0 and hidden for one',
  ],
])('refuses %s', (_, options, message) => {
  expect(found(options)).toEqual([message]);
});

test.each([
  [[{ priority: 2 }], 'must be an object, got a list; write { 0: { priority: 2 } }'],
  [{ 0: { votes: 0 } }, '["0"].votes is unknown; write one of priority, hidden, secondaryDelaySecs, tags'],
])('is not made of %j', (options, issue) => {
  expect(issuesOf(memberOptions, options)).toEqual([issue]);
});

test('refuses a zone by hand beside the one of the node', () => {
  expect(found({ 0: { tags: { zone: 'a' } } })).toEqual([]);
  expect(found({ 0: { tags: { zone: 'a' } } }, true)).toEqual([
    `memberOptions["0"].tags["zone"] must not be a tag of the node, which zoneTags sets, got "a"; leave one of them out`,
  ]);
});
