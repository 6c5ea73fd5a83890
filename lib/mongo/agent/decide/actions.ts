import { Action, Change, Observation, WaitReason } from '../observation';

/** Returns the action of waiting; each message completes the sentence "waits for …". Without a message, there is nothing to wait for. */
export function wait(code: WaitReason['code'], ...messages: readonly string[]): Action {
  return { kind: 'wait', reasons: messages.map((message) => ({ code, message })) };
}

/**
 * Returns the first action that changes something, preferring those that have not failed. Without a change, returns all
 * reasons to wait, or `idle`.
 */
export function firstDue(
  actions: readonly (Action | undefined)[],
  { failed = [] }: Pick<Observation, 'failed'>,
): Action {
  const changes = actions.filter((action) => action && isChange(action));
  const change = changes.find((action) => !failed.includes(JSON.stringify(action))) ?? changes[0];
  if (change) return change;
  const reasons = actions.flatMap((action) => (action?.kind === 'wait' ? action.reasons : []));
  return reasons.length > 0 ? { kind: 'wait', reasons } : { kind: 'idle' };
}

/** Returns true for an action that changes something. */
export function isChange(action: Action): action is Change {
  return action.kind !== 'wait' && action.kind !== 'idle';
}
