import { DesiredTopology, MemberOptions } from '../contract';

/** The options of a member that votes and may be primary like every other. */
export const ordinary: MemberOptions = { votes: 1, priority: 1, hidden: false, secondaryDelaySecs: 0, tags: {} };

/** The number of voting members that the server allows. */
export const mostVoters = 7;

/**
 * Returns the desired options of the members 0 to `replicas` - 1. Members beyond those of the program, as after `kubectl scale`, are
 * ordinary while there are votes. If scaling leaves no member that may be primary, member 0 is ordinary, for a set needs one.
 */
export function desiredMembers({ members }: DesiredTopology, replicas: number): MemberOptions[] {
  let voters = 0;
  const options = Array.from({ length: replicas }, (_, ordinal) => {
    const given = { ...ordinary, ...members[ordinal] };
    voters += given.votes;
    return voters > mostVoters && given.votes > 0 ? { ...given, votes: 0, priority: 0 } : given;
  });
  return options.some(mayBePrimary) ? options : withElectable(options);
}

/** Returns the options with member 0 as one that may be primary, such as the one that initiates a set. */
export function withElectable([first, ...others]: readonly MemberOptions[]): MemberOptions[] {
  if (!first) return [];
  return [mayBePrimary(first) ? first : { ...ordinary, tags: first.tags }, ...others];
}

/** Returns true for a member that may be primary. */
export function mayBePrimary({ votes, priority }: MemberOptions): boolean {
  return votes > 0 && priority > 0;
}

/** The fields of a member in `replSetGetConfig`. The server leaves out none, but writes some as 64-bit integers. */
type ConfiguredOptions = Partial<Record<keyof MemberOptions, unknown> & Pick<MemberOptions, 'hidden' | 'tags'>>;

/** Returns the options that a member of a configuration has. */
export function optionsOf(member: ConfiguredOptions): MemberOptions {
  const { votes, priority, hidden, secondaryDelaySecs, tags } = { ...ordinary, ...member };
  const delay = Number(secondaryDelaySecs);
  return { votes: Number(votes), priority: Number(priority), hidden, secondaryDelaySecs: delay, tags: { ...tags } };
}

/** Returns the options that differ, as they are desired; undefined if none does. */
export function difference(current: MemberOptions, desired: MemberOptions): Partial<MemberOptions> | undefined {
  const differing = Object.entries(desired).filter(
    ([name, value]) => canonical(value) !== canonical(current[name as keyof MemberOptions]),
  );
  return differing.length > 0 ? Object.fromEntries(differing) : undefined;
}

/** Returns a value as JSON, in which an object's fields are in order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, Object.keys(Object(value) as object).sort());
}
