import { Findings, shown } from '../../findings/findings';
import { integerProblem } from '../../props/number';
import { advised, either, flag, mapOf, number, optional, record, text } from '../../props/shape';

/** What one member is beyond its host. https://www.mongodb.com/docs/manual/reference/replica-configuration/#members */
export interface MongoMemberOptions {
  /**
   * How much this member is preferred as primary, from 0 (never) to 1000. Of the members in sync, the one with the highest takes over.
   * @default 1, and 0 for a member that is hidden or does not vote
   */
  readonly priority?: number;
  /**
   * Whether clients do not see the member, such as one for backups or reports that connect to it alone. It never becomes primary.
   * @default false
   */
  readonly hidden?: boolean;
  /**
   * How far the member stays behind on purpose, in seconds; only one that does not vote may. It is hidden.
   * @default 0
   */
  readonly secondaryDelaySecs?: number;
  /**
   * Names by which clients choose members to read from, and writes choose who acknowledges them, such as `{ use: 'reports' }`.
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

export const memberOptionsShape = advised(
  mapOf(
    record<MongoMemberOptions>({
      priority: optional(number),
      hidden: optional(flag),
      secondaryDelaySecs: optional(number),
      tags: optional(mapOf(either(text, number))),
    }),
  ),
  'such as { 0: { priority: 2 } }',
);

/** Whether clients do not see the member: a delayed one would show them the past. */
export function isHidden({ hidden, secondaryDelaySecs = 0 }: MongoMemberOptions): boolean {
  return hidden === true || secondaryDelaySecs > 0;
}

/** Reports options of members that there are not, that contradict each other, or that leave nobody to be primary. */
export function checkMemberOptions(
  findings: Findings,
  given: Readonly<Record<number, MongoMemberOptions>>,
  { voting, nonVoting, zoneTags }: { voting: number; nonVoting: number; zoneTags: boolean },
): void {
  for (const [ordinal, options] of Object.entries(given)) {
    const subject = `memberOptions ${ordinal}`;
    if (!/^(0|[1-9]\d*)$/.test(ordinal) || Number(ordinal) >= voting + nonVoting)
      findings.add(subject, {
        code: 'invalid-value',
        want: 'must be of a member',
        got: `members 0 to ${voting + nonVoting - 1}`,
        write: 'write one of them',
      });
    else checkOptions(findings.of(`${subject}:`), options, Number(ordinal) < voting);
    checkTags(findings.of(`${subject}:`), options.tags ?? {}, zoneTags);
  }
  const voters = Array.from({ length: voting }, (_, ordinal) => given[ordinal] ?? {});
  if (!voters.some((options) => options.priority !== 0 && !isHidden(options)))
    findings.add('memberOptions', {
      code: 'missing-prop',
      want: 'must leave a voting member that can become primary',
      got: `none of 0 to ${voting - 1}`,
      write: 'leave out priority: 0 and hidden for one',
    });
}

function checkOptions(findings: Findings, options: MongoMemberOptions, votes: boolean): void {
  const { priority = 0, secondaryDelaySecs = 0 } = options;
  if (!(priority >= 0 && priority <= 1000))
    findings.add('priority', {
      code: 'invalid-value',
      want: 'must be a number from 0 to 1000',
      got: shown(priority),
      write: 'write 1',
    });
  else if (priority > 0 && (!votes || isHidden(options)))
    findings.add('priority', {
      code: 'invalid-value',
      want: `must be 0 for a member that ${votes ? 'is hidden' : 'does not vote'}`,
      got: shown(priority),
      write: 'leave it out',
    });
  findings.add('secondaryDelaySecs', integerProblem(secondaryDelaySecs, 0));
  if (secondaryDelaySecs > 0 && options.hidden === false)
    findings.add('hidden', {
      code: 'conflict',
      want: 'must be true for a member with secondaryDelaySecs',
      got: 'false',
      write: 'leave it out',
    });
  if (secondaryDelaySecs > 0 && votes)
    findings.add('secondaryDelaySecs', {
      code: 'invalid-value',
      want: 'must not be of a voting member, which majority writes would wait for',
      got: shown(secondaryDelaySecs),
      write: 'add one to nonVotingMembers and write it there',
    });
}

function checkTags(findings: Findings, tags: Readonly<Record<string, unknown>>, zoneTags: boolean): void {
  for (const [name, value] of Object.entries(tags)) {
    if (name === '' || typeof value !== 'string' || value === '')
      findings.add(`tag ${shown(name)}`, {
        code: 'invalid-format',
        want: 'must be a name and a text, neither of them empty',
        got: shown(value),
        write: 'write such as { use: "reports" }',
      });
    if (zoneTags && (name === 'zone' || name === 'region'))
      findings.add(`tag ${shown(name)}`, {
        code: 'conflict',
        want: "is the node's with zoneTags",
        got: shown(value),
        write: 'leave one of them out',
      });
  }
}
