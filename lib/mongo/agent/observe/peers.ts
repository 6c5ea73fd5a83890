import { Configuration, Connections } from '../mongod/connections';
import { memberHost } from '../mongod/hosts';
import { stateBehind } from '../mongod/state';
import { PeerState } from '../observation';

/** Observes a pod that may become a member. */
export async function peerState(connections: Connections, ordinal: number): Promise<PeerState> {
  const host = memberHost(connections.settings, ordinal);
  const problem = await connections.run(host, { replSetGetStatus: 1 }).then(() => undefined, stateBehind);
  if (problem === 'unreachable' || problem === 'refused') return problem;
  const found = problem === 'uninitialised' ? emptiness(connections, host) : kinship(connections, host);
  return found.catch(() => 'unreachable');
}

async function emptiness(connections: Connections, host: string): Promise<PeerState> {
  const { catalogStats } = (await connections.run(host, { serverStatus: 1 })) as {
    catalogStats: { readonly collections: unknown; readonly views: unknown; readonly timeseries?: unknown };
  };
  const { collections, views, timeseries = 0 } = catalogStats;
  return Number(collections) + Number(views) + Number(timeseries) === 0 ? 'empty' : 'with data';
}

async function kinship(connections: Connections, host: string): Promise<PeerState> {
  const setId = ({ settings }: Configuration) => String(settings.replicaSetId);
  const [own, other] = await Promise.all([
    connections.configuration().then(setId, () => 'none'),
    connections.configuration(host).then(setId),
  ]);
  return own === other ? 'same' : 'other';
}
