import { AgentSettings, DesiredState, DesiredTopology, NodeLabels, outsideHorizon } from '../contract';
import { optionsOf } from '../decide/member-options';
import { send } from '../http/api-server';
import { Connections } from '../mongod/connections';
import { memberName } from '../mongod/hosts';
import { AgentStatus, Compatibility, Member, Observation } from '../observation';

interface FormatAnswer {
  readonly featureCompatibilityVersion: { readonly version: string; readonly targetVersion?: string };
}

/** Observes a primary's configuration: the members' options and hosts outside of the cluster, and the desired topology beside what the set has of it. */
export async function observeConfiguration(
  mongods: Connections,
  desired: DesiredTopology,
  members: readonly Member[],
): Promise<Pick<Observation, 'members' | 'topology' | 'nodes'>> {
  const [config, places] = await Promise.all([mongods.configuration(), memberPlaces(mongods.settings, members)]);
  const configured = new Map(
    config.members.map((member) => [
      member.host,
      { options: optionsOf(member), outside: member.horizons?.[outsideHorizon] },
    ]),
  );
  return {
    members: members.map((member) => ({ ...member, ...configured.get(member.host) })),
    topology: {
      desired,
      electionTimeoutMillis: Number(config.settings.electionTimeoutMillis),
      nodeLabels: desired.zoneTags ? given(places, ({ nodeLabels }) => nodeLabels) : {},
    },
    nodes: given(places, ({ node }) => node),
  };
}

/** Returns the labels of this pod's node, as Kubernetes copies them to the pod. */
export function podNodeLabels({ NODE_ZONE: zone, NODE_REGION: region }: NodeJS.ProcessEnv): NodeLabels {
  return { zone: zone || undefined, region: region || undefined };
}

/** The node of a member's pod, by its agent's status. */
type Place = Pick<AgentStatus, 'node' | 'nodeLabels'>;

/** Reads the members' nodes and their labels from the status of their agents, but of those that are down or do not answer. */
export async function memberPlaces(
  settings: AgentSettings,
  members: readonly Pick<Member, 'ordinal' | 'state'>[],
  nameOf = memberName,
): Promise<Record<number, Place>> {
  const found = await Promise.all(
    members.map(async ({ ordinal, state }) => {
      if (ordinal === undefined || state.startsWith('(')) return [];
      try {
        const address = { host: nameOf(settings, ordinal), port: settings.agentPort };
        const { body } = await send({ ...address, path: '/status', agent: false }, 'the agent', 1);
        const { node, nodeLabels } = JSON.parse(body) as AgentStatus;
        return [[ordinal, { node, nodeLabels }] as const];
      } catch {
        return [];
      }
    }),
  );
  return Object.fromEntries(found.flat());
}

/** Returns one property of each place that has it. */
function given<Value>(
  places: Readonly<Record<number, Place>>,
  property: (place: Place) => Value | undefined,
): Record<number, Value> {
  const all = Object.entries(places).flatMap(([ordinal, place]) => {
    const value = property(place);
    return value === undefined ? [] : [[ordinal, value] as const];
  });
  return Object.fromEntries(all);
}

/** Observes the set's data format. Returns undefined if none is desired, or the set has it. */
export async function observeCompatibility(
  mongods: Connections,
  { featureCompatibilityVersion: desired }: Pick<DesiredState, 'featureCompatibilityVersion'>,
  members: readonly { readonly host: string }[],
): Promise<Compatibility | undefined> {
  if (!desired) return undefined;
  const found = (await mongods.local({ getParameter: 1, featureCompatibilityVersion: 1 })) as FormatAnswer;
  const { version: current, targetVersion } = found.featureCompatibilityVersion;
  if (current === desired && !targetVersion) return undefined;
  if (isOlder(desired, current)) return { desired, current, lower: true, behind: [] };
  const behind = members.map(async ({ host }) => {
    const answer = await mongods.run(host, { buildInfo: 1 }).catch(() => ({}));
    const { version = '' } = answer as { version?: string };
    return isOlder(version, desired) ? [host] : [];
  });
  return { desired, current, lower: false, behind: (await Promise.all(behind)).flat() };
}

/** Returns true if a release or series is of an older series than another. */
export function isOlder(one: string, other: string): boolean {
  const series = (release: string) => {
    const [major = 0, minor = 0] = release.split('.').map(Number);
    return 1000 * major + minor;
  };
  return series(one) < series(other);
}
