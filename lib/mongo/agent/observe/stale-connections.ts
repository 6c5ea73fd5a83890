import { probePort } from '../mongod/transport';
import { Member } from '../observation';

// The time between two attempts, which doubles as long as they do not help.
const firstSeconds = 2;
const mostSeconds = 60;
// Before the first heartbeat, and after one without an answer.
const unheardStates = ['UNKNOWN', '(not reachable/healthy)'];

/**
 * Returns a function that finds members that accept a connection of the agent while mongod cannot reach them, and returns the hosts whose
 * connections mongod is to drop; `now` is in seconds. After a pod returned with another address, DNS may still return the old one, and if
 * nothing refuses it, mongod waits 20 s for a connection to that address and tries no other meanwhile: measured, twice as long as an
 * election takes. Once it drops its connections, it resolves the name again.
 */
export function staleConnections(): (members: readonly Member[], now?: number) => Promise<string[]> {
  let attempts = new Map<string, { readonly next: number; readonly seconds: number }>();
  return async (members, now = process.uptime()) => {
    const before = attempts;
    attempts = new Map();
    const unheard = members.filter(({ state }) => unheardStates.includes(state));
    const stale = unheard.map(async ({ host }) => {
      const last = before.get(host) ?? { next: 0, seconds: firstSeconds / 2 };
      const isStale = now >= last.next && (await probePort(host, 1)) === 'open';
      const seconds = Math.min(2 * last.seconds, mostSeconds);
      attempts.set(host, isStale ? { next: now + seconds, seconds } : last);
      return isStale ? [host] : [];
    });
    return (await Promise.all(stale)).flat();
  };
}
