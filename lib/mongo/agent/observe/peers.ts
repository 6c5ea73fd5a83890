import { Configuration, Connections } from '../mongod/connections';
import { memberHost } from '../mongod/hosts';
import { stateBehind } from '../mongod/state';
import { PeerState } from '../observation';

/** Observes a pod that may become a member. */
export async function peerState(mongods: Connections, ordinal: number): Promise<PeerState> {
  const host = memberHost(mongods.settings, ordinal);
  const problem = await mongods.run(host, { replSetGetStatus: 1 }).then(() => undefined, stateBehind);
  if (problem === 'unreachable' || problem === 'refused') return problem;
  const found = problem === 'uninitialised' ? emptiness(mongods, host) : kinship(mongods, host);
  return found.catch(() => 'unreachable');
}

async function emptiness(mongods: Connections, host: string): Promise<PeerState> {
  const { catalogStats } = (await mongods.run(host, { serverStatus: 1 })) as {
    catalogStats: Partial<Record<'collections' | 'views' | 'timeseries', unknown>>;
  };
  const { collections, views, timeseries = 0 } = catalogStats;
  return [collections, views, timeseries].every((count) => Number(count) === 0) ? 'empty' : 'with data';
}

async function kinship(mongods: Connections, host: string): Promise<PeerState> {
  const setId = ({ settings }: Configuration) => String(settings.replicaSetId);
  const [own, other] = await Promise.all([
    mongods.configuration().then(setId, () => 'none'),
    mongods.configuration(host).then(setId),
  ]);
  return own === other ? 'same' : 'other';
}
