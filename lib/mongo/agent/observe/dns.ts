import { Resolver } from 'node:dns/promises';
import { AgentSettings } from '../contract';
import { memberName } from '../mongod/hosts';
import { Observation, otherKeyfile } from '../observation';

// A name that does not exist, as that of a pod that does not, or has no such address, is an answer.
const answers = ['ENOTFOUND', 'ENODATA'];

type Unreachable = Pick<Observation, 'ordinal' | 'state' | 'listed' | 'members' | 'peers'>;

/** Returns the reason why DNS does not answer; undefined if it does, or if all members are reachable. */
export async function dnsProblem(settings: AgentSettings, seen: Unreachable): Promise<string | undefined> {
  const unreachable = unreachableOrdinal(seen);
  return unreachable === undefined ? undefined : problemOf(memberName(settings, unreachable));
}

/** Returns the reason why DNS does not answer about a name, the servers of the pod's resolv.conf unless others are given. */
export async function problemOf(name: string, servers?: readonly string[]): Promise<string | undefined> {
  // Of getaddrinfo, which the driver uses, a silent server takes all threads for longer than a reconciliation may take.
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  if (servers) resolver.setServers(servers);
  try {
    await resolver.resolve4(name);
    return undefined;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return answers.includes(code) ? undefined : code;
  }
}

/** Returns the ordinal of a member that is not reachable: this one if it does not find itself by its name. */
function unreachableOrdinal({ ordinal, state, listed, members, peers }: Unreachable): number | undefined {
  if (state === 'removed' && listed) return ordinal;
  const member = members.find((one) => one.state.startsWith('(') && one.state !== otherKeyfile);
  const peer = Object.entries(peers).find(([, found]) => found === 'unreachable')?.[0];
  return member?.ordinal ?? (peer === undefined ? undefined : Number(peer));
}
