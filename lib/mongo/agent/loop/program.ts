import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppliedStatefulSet } from '../http/api-server';

// Half of a turn: in the second half the pod of the last agent becomes ready again, or all others see that it is not.
const halfTurn = 10000;

interface Circumstances {
  readonly ordinal: number;
  readonly ready: boolean;
  /** Undefined if the API server does not answer. */
  readonly statefulSet: AppliedStatefulSet | undefined;
  readonly now: number;
}

/**
 * Returns a function that returns true if the agent's program was changed: the files that the kubelet has mounted differ from those that
 * were loaded, and can be read. The kubelet writes a new directory and then moves a link to it, so that `loaded`, to which `require`
 * resolves that link, has the files of one revision. Throws if the loaded files are gone already: the next start has the new ones.
 */
export function programChange(directory: string, loaded: string): () => boolean {
  const before = programIn(loaded);
  return () => {
    try {
      return programIn(directory) !== before;
    } catch {
      return false;
    }
  };
}

/**
 * Returns true if an agent may end, for the kubelet to start its new program; `now` is in milliseconds since 1970. Meanwhile its pod is
 * not ready, and a member that is to leave the set cannot be waited for, so such a member keeps its agent. Of the members that are ready,
 * one agent ends at a time, and only in a set that is rolled out: a program that does not become ready reaches one member. The agent of a
 * member that is not ready ends at once. Clocks that differ by some seconds do no harm.
 */
export function mayEnd({ ordinal, ready, statefulSet, now }: Circumstances): boolean {
  if (statefulSet && ordinal >= statefulSet.replicas) return false;
  if (!ready) return true;
  const slots = Math.max(statefulSet?.replicas ?? 0, ordinal + 1);
  return (statefulSet?.isRolledOut ?? true) && Math.floor(now / halfTurn) % (2 * slots) === 2 * ordinal;
}

function programIn(directory: string): string {
  const names = readdirSync(directory).filter((name) => name.endsWith('.js'));
  return JSON.stringify(names.sort().map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}
