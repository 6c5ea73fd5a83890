import { AgentSettings, DesiredState, MemberOptions } from '../contract';
import { desiredMembers, difference, electable, ordinary } from '../decide/member-options';
import { memberHost } from '../mongod/hosts';

/** A member in a replica set configuration. */
export type ConfiguredMember = { readonly _id: number; readonly host: string } & Partial<MemberOptions>;

/** A replica set configuration. https://www.mongodb.com/docs/manual/reference/replica-configuration/ */
export interface Configuration {
  readonly version: number;
  readonly settings: object;
  readonly members: readonly ConfiguredMember[];
}

/** Returns the configuration of a new set, in which the member that initiates it may be primary, as the server requires. */
export function initialConfiguration(
  settings: AgentSettings,
  { topology }: DesiredState,
  ordinals: readonly number[],
): object {
  const options = desiredMembers(topology, ordinals.length).map((given, ordinal) =>
    ordinal === 0 ? electable(given) : given,
  );
  return {
    _id: settings.name,
    members: membersOf(settings, [], ordinals, options),
    settings: { electionTimeoutMillis: topology.electionTimeoutMillis },
  };
}

/** Returns the members that are added to a configuration, with their options. */
export function addedMembers(
  settings: AgentSettings,
  { topology }: DesiredState,
  members: readonly ConfiguredMember[],
  ordinals: readonly number[],
): ConfiguredMember[] {
  return membersOf(settings, members, ordinals, desiredMembers(topology, Math.max(...ordinals) + 1));
}

/** Returns the next version of a configuration. */
export function reconfigured(
  config: Configuration,
  change: (members: readonly ConfiguredMember[]) => readonly ConfiguredMember[],
  settings: object,
): Configuration {
  return {
    ...config,
    version: config.version + 1,
    members: change(config.members),
    settings: { ...config.settings, ...settings },
  };
}

/** Members have their ordinals as ids, or the next free one, and only the options that are not ordinary. */
function membersOf(
  settings: AgentSettings,
  members: readonly ConfiguredMember[],
  ordinals: readonly number[],
  options: readonly MemberOptions[],
): ConfiguredMember[] {
  const taken = new Set(members.map(({ _id }) => _id));
  return ordinals.map((ordinal) => {
    let id = ordinal;
    while (taken.has(id)) id += 1;
    taken.add(id);
    return {
      _id: id,
      host: memberHost(settings, ordinal),
      ...difference(ordinary, options[ordinal] ?? ordinary),
    };
  });
}
