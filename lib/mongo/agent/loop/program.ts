import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppliedStatefulSet } from '../http/api-server';

const slotMilliseconds = 20000;

interface Circumstances {
  readonly ordinal: number;
  readonly ready: boolean;
  /** Undefined if the API server does not answer. */
  readonly statefulSet: AppliedStatefulSet | undefined;
  readonly now: number;
}

/**
 * The agent's program: the files that were loaded, and those that the kubelet has mounted since. The kubelet writes a new directory and
 * then moves a link to it, so that `loaded`, to which `require` resolves that link, has the files of one revision.
 */
export class Program {
  readonly #loaded: string;

  /** Throws if the loaded files are gone already: the next start has the new ones. */
  constructor(
    private readonly directory: string,
    loaded: string,
  ) {
    this.#loaded = digest(loaded);
  }

  /** True if the mounted program differs from the loaded one; false while it cannot be read. */
  get changed(): boolean {
    try {
      return digest(this.directory) !== this.#loaded;
    } catch {
      return false;
    }
  }
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
  return (statefulSet?.isRolledOut ?? true) && Math.floor(now / slotMilliseconds) % slots === ordinal;
}

function digest(directory: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(directory).sort())
    if (name.endsWith('.js')) hash.update(JSON.stringify([name, readFileSync(join(directory, name), 'utf8')]));
  return hash.digest('hex');
}
