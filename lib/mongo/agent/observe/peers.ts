import { Connections } from '../mongod/connections';
import { memberHost } from '../mongod/hosts';
import { stateBehind } from '../mongod/state';
import { PeerState } from '../observation';

interface CatalogStats {
  readonly collections: unknown;
  readonly views: unknown;
  readonly timeseries?: unknown;
}

const readConfiguration = { replSetGetConfig: 1 };

/** Observes a pod that may become a member. */
export async function peerState(connections: Connections, ordinal: number): Promise<PeerState> {
  const host = memberHost(connections.settings, ordinal);
  try {
    await connections.run(host, { replSetGetStatus: 1 });
  } catch (error) {
    const state = stateBehind(error);
    if (state === 'unreachable' || state === 'refused') return state;
    if (state === 'uninitialised') return emptiness(connections, host);
  }
  return kinship(connections, host);
}

async function emptiness(connections: Connections, host: string): Promise<PeerState> {
  try {
    const { catalogStats } = (await connections.run(host, { serverStatus: 1 })) as { catalogStats: CatalogStats };
    const { collections, views, timeseries = 0 } = catalogStats;
    return Number(collections) + Number(views) + Number(timeseries) === 0 ? 'empty' : 'with data';
  } catch {
    return 'unreachable';
  }
}

async function kinship(connections: Connections, host: string): Promise<PeerState> {
  try {
    const own = connections.local(readConfiguration).then(setId, () => 'none');
    const other = connections.run(host, readConfiguration).then(setId);
    return (await own) === (await other) ? 'same' : 'other';
  } catch {
    return 'unreachable';
  }
}

function setId(answer: unknown): string {
  const { config } = answer as { config: { settings: { replicaSetId: unknown } } };
  return String(config.settings.replicaSetId);
}
