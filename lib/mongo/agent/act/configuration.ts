import { AgentSettings, DesiredTopology } from '../contract';
import { desiredMembers, difference, ordinary, withElectable } from '../decide/member-options';
import { ConfiguredMember } from '../mongod/connections';
import { memberHost } from '../mongod/hosts';

/**
 * Returns the members with these ordinals, for a configuration that has `members` already. Their ids are their ordinals, or the next free
 * ones, and they have only the options that are not ordinary. In a new set, the one that initiates it may be primary, as the server
 * requires.
 */
export function newMembers(
  settings: AgentSettings,
  topology: DesiredTopology,
  ordinals: readonly number[],
  members: readonly ConfiguredMember[] = [],
): ConfiguredMember[] {
  const desired = desiredMembers(topology, Math.max(...ordinals) + 1);
  const options = members.length > 0 ? desired : withElectable(desired);
  const taken = new Set(members.map(({ _id }) => _id));
  return ordinals.map((ordinal) => {
    let id = ordinal;
    while (taken.has(id)) id += 1;
    taken.add(id);
    return { _id: id, host: memberHost(settings, ordinal), ...difference(ordinary, options[ordinal] ?? ordinary) };
  });
}
