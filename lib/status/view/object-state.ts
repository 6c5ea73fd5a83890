import { KubernetesManifest } from '../../manifests/manifest';
import { CauseId } from './causes';

/** The states of an object. `unread`: it may not be read. `left`: the cluster has it, and the folder does not. */
export const states = ['ready', 'progressing', 'broken', 'unread', 'left'] as const;

/** One of `states`. */
export type State = (typeof states)[number];

/** A reason why an object is not ready, or a note about one that is. */
export interface Reason {
  /** The statement, without the pods that it is about. */
  readonly text: string;
  /** The names of the pods that it is about. @default - it is about the object itself */
  readonly pods?: readonly string[];
  /** The last lines of a log, without secrets. @default - none */
  readonly lines?: readonly string[];
  /** The words of the command that comes next. @default - none */
  readonly next?: readonly string[];
}

/** A reason that does not go away by waiting alone. */
export interface Trouble extends Reason {
  readonly cause: CauseId;
}

/** The knowledge of an object that the cluster has. It is broken with a trouble, and progresses with a wait. */
export interface Reading {
  readonly progress?: Progress;
  readonly troubles?: readonly Trouble[];
  readonly waits?: readonly Reason[];
  readonly notes?: readonly Reason[];
}

/** The part of an object that is done. */
export interface Progress {
  readonly done: number;
  readonly of: number;
  /** The things that are counted, such as `pods ready`. */
  readonly what: string;
}

/** The state of one object. */
export interface ObjectState {
  readonly object: KubernetesManifest;
  readonly state: State;
  readonly progress?: Progress;
  /** The troubles of a broken object, then what is waited for, then notes. */
  readonly reasons: readonly (Reason | Trouble)[];
}

/** Tells whether a reason is a trouble. */
export function isTrouble(reason: Reason): reason is Trouble {
  return 'cause' in reason;
}

/** Returns the pods of a reason, and what it says: `pod web-1 and 2 more, container web: …`. */
export function reasonText({ text, pods = [] }: Pick<Reason, 'text' | 'pods'>): string {
  const [first, ...others] = pods;
  if (first === undefined) return text;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `pod ${first}${more}${/^(?:init )?container /.test(text) ? ',' : ':'} ${text}`;
}

/** Returns the state that a reading gives an object. */
export function stateOf(object: KubernetesManifest, reading: Reading): ObjectState {
  const { progress, troubles = [], waits = [], notes = [] } = reading;
  const state = troubles.length > 0 ? 'broken' : waits.length > 0 ? 'progressing' : 'ready';
  return { object, state, progress, reasons: folded([...troubles, ...waits, ...notes]) };
}

/** Returns reasons of which those that say the same about several pods are one. Their lines and next command are those of the first. */
function folded(reasons: readonly Reason[]): Reason[] {
  const groups = new Map<string, Reason>();
  for (const reason of reasons) {
    const key = JSON.stringify([reason.text, isTrouble(reason) && reason.cause]);
    const before = groups.get(key);
    const pods = [...new Set([...(before?.pods ?? []), ...(reason.pods ?? [])])];
    groups.set(key, before === undefined ? reason : { ...before, ...(pods.length > 0 && { pods }) });
  }
  return [...groups.values()];
}
