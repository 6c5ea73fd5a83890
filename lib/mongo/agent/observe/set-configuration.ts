import { DesiredTopology } from '../contract';
import { ConfiguredOptions, optionsOf } from '../decide/member-options';
import { Connections } from '../mongod/connections';
import { Member, Observation } from '../observation';
import { memberNodeLabels } from './node-labels';

interface Configuration {
  readonly members: readonly (ConfiguredOptions & { readonly host: string })[];
  readonly settings: { readonly electionTimeoutMillis: unknown };
}

/** Observes a primary's configuration: the members' options, and the desired topology beside what the set has of it. */
export async function observeConfiguration(
  connections: Connections,
  desired: DesiredTopology,
  members: readonly Member[],
): Promise<Pick<Observation, 'members' | 'topology'>> {
  const { config } = (await connections.local({ replSetGetConfig: 1 })) as { config: Configuration };
  const options = new Map(config.members.map((member) => [member.host, optionsOf(member)]));
  return {
    members: members.map((member) => ({ ...member, options: options.get(member.host) })),
    topology: {
      desired,
      electionTimeoutMillis: Number(config.settings.electionTimeoutMillis),
      nodeLabels: desired.zoneTags ? await memberNodeLabels(connections.settings, members) : {},
    },
  };
}
