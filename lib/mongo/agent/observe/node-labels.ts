import { AgentSettings, NodeLabels } from '../contract';
import { send } from '../http/client';
import { memberName } from '../mongod/hosts';
import { AgentStatus, Member } from '../observation';

/** Returns the labels of this pod's node, as Kubernetes copies them to the pod. */
export function podNodeLabels({
  NODE_ZONE: zone,
  NODE_REGION: region,
}: Readonly<Record<string, string | undefined>>): NodeLabels {
  return { ...(zone ? { zone } : {}), ...(region ? { region } : {}) };
}

/** Reads the labels of the members' nodes from the status of their agents, but of those that are down or do not answer. */
export async function memberNodeLabels(
  settings: AgentSettings,
  members: readonly Pick<Member, 'ordinal' | 'state'>[],
  nameOf = memberName,
): Promise<Record<number, NodeLabels>> {
  const found = await Promise.all(
    members.map(async ({ ordinal, state }) => {
      if (ordinal === undefined || state.startsWith('(')) return [];
      const labels = await nodeLabelsAt(nameOf(settings, ordinal), settings.agentPort).catch(() => undefined);
      return labels === undefined ? [] : [[ordinal, labels] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}

async function nodeLabelsAt(host: string, port: number): Promise<NodeLabels | undefined> {
  const { body } = await send({ protocol: 'http:', host, port, path: '/status', agent: false }, 'the agent', 1);
  return (JSON.parse(body) as AgentStatus).nodeLabels;
}
