import { performance } from 'node:perf_hooks';
import { probePort } from '../mongod/transport';
import { Member } from '../observation';

// The time between two attempts, which doubles as long as they do not help.
const firstSeconds = 2;
const mostSeconds = 60;
// Before the first heartbeat, and after one without an answer.
const unheardStates = ['UNKNOWN', '(not reachable/healthy)'];

/**
 * Finds members that accept a connection of the agent while mongod cannot reach them. After a pod returned with another address, DNS may
 * still return the old one, and if nothing refuses it, mongod waits 20 s for a connection to that address and tries no other meanwhile:
 * measured, twice as long as an election takes. Once it drops its connections, it resolves the name again.
 */
export class StaleConnections {
  readonly #attempts = new Map<string, { readonly next: number; readonly seconds: number }>();

  /** Returns the hosts whose connections mongod is to drop; `now` is in seconds. */
  async among(members: readonly Member[], now = performance.now() / 1000): Promise<string[]> {
    const unheard = members.filter(({ state }) => unheardStates.includes(state)).map(({ host }) => host);
    for (const host of this.#attempts.keys()) if (!unheard.includes(host)) this.#attempts.delete(host);
    const due = unheard.filter((host) => now >= (this.#attempts.get(host)?.next ?? 0));
    const answers = await Promise.all(due.map((host) => probePort(host, 1)));
    const hosts = due.filter((_, index) => answers[index] === 'open');
    for (const host of hosts) {
      const seconds = Math.min(2 * (this.#attempts.get(host)?.seconds ?? firstSeconds / 2), mostSeconds);
      this.#attempts.set(host, { next: now + seconds, seconds });
    }
    return hosts;
  }
}
