import { objectIdentity } from '../../manifests/object-identity';
import { objectLine } from '../../status/output/status-text';
import { Patience } from '../../status/patience';
import { ObjectState, reasonText } from '../../status/view/object-state';

/** One look at a cluster. */
export interface Look {
  readonly objects: readonly ObjectState[];
}

/** The time, in seconds, and pauses in it. */
export interface Clock {
  seconds(): number;
  pause(seconds: number): Promise<void>;
}

/** The way in which a cluster is followed. */
export interface Following<Seen extends Look> {
  readonly look: () => Promise<Seen>;
  readonly clock: Clock;
  /** The seconds after which waiting ends; infinite to follow for ever. */
  readonly deadlineSeconds: number;
  /** True if the end of waiting ends it; false to follow for ever. */
  readonly ends: boolean;
  /** Shows a look. */
  readonly show: (seen: Seen) => void;
}

/** The outcome of waiting: the last look, and why it was the last. */
export interface Outcome<Seen extends Look> {
  readonly seen: Seen;
  /** `ready`: everything is; `definite`: some object does not become ready by waiting; `late`: the time is over. */
  readonly end: 'ready' | 'definite' | 'late';
  /** The objects that do not become ready by waiting. */
  readonly definite: readonly ObjectState[];
}

const pollSeconds = 2;

/** Looks at a cluster again and again until everything is ready, or something definitely does not become ready, or the time is over. */
export async function follow<Seen extends Look>({
  look,
  clock,
  deadlineSeconds,
  ends,
  show,
}: Following<Seen>): Promise<Outcome<Seen>> {
  const patience = new Patience();
  const start = clock.seconds();
  let last: Seen | undefined;
  for (;;) {
    const isOver = ends && clock.seconds() - start >= deadlineSeconds;
    // A cluster that has answered may be silent for a while, as during its upgrade.
    const seen = await look().catch((error: unknown) => {
      if (last === undefined || isOver) throw error;
      return last;
    });
    if (seen !== last) show(seen);
    last = seen;
    const now = clock.seconds();
    const definite = patience.definite(seen.objects, now);
    if (ends) {
      if (!seen.objects.some(isUnfinished)) return { seen, end: 'ready', definite };
      if (definite.length > 0) return { seen, end: 'definite', definite };
      if (now - start >= deadlineSeconds) return { seen, end: 'late', definite };
    }
    await clock.pause(ends ? Math.min(pollSeconds, Math.max(0, deadlineSeconds - (now - start))) : pollSeconds);
  }
}

/** Tells whether an object is still to become ready. */
export function isUnfinished({ state }: ObjectState): boolean {
  return state === 'progressing' || state === 'broken';
}

/** Returns a function that gives the lines of the objects whose state or progress differs from the look before. */
export function changedLines(): (objects: readonly ObjectState[]) => string[] {
  let before = new Map<string, string>();
  return (objects) => {
    const now = new Map(objects.map((each) => [objectIdentity(each.object), lineOf(each)]));
    const lines = [...now].filter(([key, line]) => before.get(key) !== line).map(([, line]) => line);
    before = now;
    return lines;
  };
}

function lineOf(each: ObjectState): string {
  const [first] = isUnfinished(each) ? each.reasons : [];
  return `${objectLine(each)}${first === undefined ? '' : `: ${reasonText(first)}`}`;
}
