import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { boolean, integer, number, string } from '../../props/scalar';
import { named, optional, Props, PropsOf } from '../../props/schema';

const options = object({
  /**
   * The preference of this member as primary, from 0 (never) to 1000. Of the members in sync, the one with the highest takes over.
   * @default - 1, and 0 for a member that is hidden or does not vote
   */
  priority: optional(number({ check: priorityProblem, example: '1' })),
  /**
   * True for a member that clients do not see, such as one for backups or reports that connect to it alone. It never becomes primary.
   * @default - false, and true for a member with `secondaryDelaySecs`
   */
  hidden: optional(boolean()),
  /**
   * The time that the member stays behind on purpose, in seconds. The member must not vote, and it is hidden.
   * @default - 0
   */
  secondaryDelaySecs: optional(integer({ min: 0 })),
  /**
   * Names by which clients choose members to read from, and writes choose who acknowledges them, such as `{ use: 'reports' }`.
   * @default - none
   */
  tags: optional(record(string({ check: tagProblem }), string({ check: tagProblem }))),
});

/** The options of one member. https://www.mongodb.com/docs/manual/reference/replica-configuration/#members */
export interface MongoMemberOptions extends PropsOf<typeof options>, Props {}

/** Options of members by their ordinals. */
export type MemberOptions = Readonly<Record<number, MongoMemberOptions>>;

/** The schema of options of members by their ordinals. */
export const memberOptions = named<MemberOptions | undefined, MemberOptions>(
  record(string(), named<MongoMemberOptions>(options), { example: '{ 0: { priority: 2 } }', default: {} }),
);

/** True for a member that clients do not see: a delayed one would show them the past. */
export function isHidden({ hidden, secondaryDelaySecs = 0 }: MongoMemberOptions = {}): boolean {
  return hidden === true || secondaryDelaySecs > 0;
}

/** Reports options of members that do not exist, that contradict each other, or that leave no member to be primary. */
export function checkMemberOptions(
  findings: Findings,
  given: MemberOptions,
  { voting, last, zoneTags }: { readonly voting: number; readonly last: number; readonly zoneTags: boolean },
): void {
  for (const [ordinal, options] of Object.entries(given)) {
    const inMember = findings.inside(`memberOptions[${quoted(ordinal)}]`);
    if (/^(0|[1-9]\d*)$/.test(ordinal) && Number(ordinal) <= last)
      checkOptions(inMember, options, Number(ordinal) < voting);
    else {
      const got = `members 0 to ${last}`;
      inMember.add('', { code: 'unknown-reference', want: 'must be of a member', got, write: 'write one of them' });
    }
    if (zoneTags) checkTags(inMember, options);
  }
  const voters = Array.from({ length: voting }, (_, ordinal) => given[ordinal]);
  if (voters.some((options) => options?.priority !== 0 && !isHidden(options))) return;
  findings.add('memberOptions', {
    code: 'conflict',
    want: 'must leave a voting member that can become primary',
    got: `none of 0 to ${voting - 1}`,
    write: 'leave out priority: 0 and hidden for one',
  });
}

function checkOptions(findings: Findings, options: MongoMemberOptions, votes: boolean): void {
  const { priority = 0, secondaryDelaySecs = 0 } = options;
  if (priority > 0 && priority <= 1000 && (!votes || isHidden(options))) {
    const want = `must be 0 for a member that ${votes ? 'is hidden' : 'does not vote'}`;
    findings.add('priority', { code: 'conflict', want, got: quoted(priority), write: 'leave it out' });
  }
  if (secondaryDelaySecs > 0 && options.hidden === false) {
    const want = 'must be true for a member with secondaryDelaySecs';
    findings.add('hidden', { code: 'conflict', want, got: 'false', write: 'leave it out' });
  }
  if (secondaryDelaySecs > 0 && votes) {
    const want = 'must not be of a voting member, which majority writes would wait for';
    const write = 'add one to nonVotingMembers and write it there';
    findings.add('secondaryDelaySecs', { code: 'conflict', want, got: quoted(secondaryDelaySecs), write });
  }
}

function checkTags(findings: Findings, { tags = {} }: MongoMemberOptions): void {
  const want = 'must not be a tag of the node, which zoneTags sets';
  for (const [name, value] of Object.entries(tags).filter(([name]) => name === 'zone' || name === 'region'))
    findings.add(`tags[${quoted(name)}]`, {
      code: 'conflict',
      want,
      got: quoted(value),
      write: 'leave one of them out',
    });
}

function priorityProblem(priority: number): Problem | undefined {
  if (priority >= 0 && priority <= 1000) return undefined;
  return { code: 'out-of-range', want: 'must be a number from 0 to 1000', got: quoted(priority), write: 'write 1' };
}

function tagProblem(text: string): Problem | undefined {
  if (text !== '') return undefined;
  const want = 'must be a name and a value, neither of them empty';
  return { code: 'invalid-format', want, got: '""', write: 'write such as { use: "reports" }' };
}
