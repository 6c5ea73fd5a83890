import { Action, Observation } from '../observation';
import { wait } from './actions';
import { isOutdated } from './topology';

/**
 * Returns the action on the hosts that clients outside of the cluster get. The server takes them for all members in one reconfiguration,
 * or for none. They are set once the certificate in use is for all of them, because clients could verify no member before; they are
 * removed at once.
 */
export function exposure(seen: Observation): Action | undefined {
  const { replicas = 0, topology, members, tls } = seen;
  if (!topology || replicas === 0 || isOutdated(seen)) return undefined;
  const { outside: hosts = [] } = topology.desired;
  const hostOf = (ordinal = -1): string | undefined => hosts[ordinal];
  if (members.every(({ ordinal, outside }) => outside === hostOf(ordinal))) return undefined;
  if (hosts.length === 0) return { kind: 'set horizons', hosts };
  const nameless = members.filter(({ ordinal }) => hostOf(ordinal) === undefined);
  if (nameless.length > 0)
    return wait('members', ...nameless.map(({ host }) => `${host} to have a host outside of the cluster, or to leave`));
  return tls?.certificate === 'served' && !tls.unnamed ? { kind: 'set horizons', hosts } : undefined;
}

/** Returns true for a pod that can be added: in a set whose members have hosts outside of the cluster, a new one needs its own. */
export function mayJoin({ members, topology }: Pick<Observation, 'members' | 'topology'>, ordinal: number): boolean {
  return topology?.desired.outside?.[ordinal] !== undefined || members.every(({ outside }) => outside === undefined);
}
