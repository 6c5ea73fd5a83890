import { MongodState, otherKeyfile } from '../observation';
import { isLoginRefusal, isRefusal } from './connections';

const memberStates: Readonly<Record<number, MongodState>> = {
  0: 'startup',
  1: 'primary',
  2: 'secondary',
  3: 'recovering',
  5: 'startup2',
  9: 'rollback',
};
const notYetInitialised = 94;
const invalidConfiguration = 93;

/** Returns the state behind the number `myState` of `replSetGetStatus`. */
export function stateOf(myState: number): MongodState {
  return memberStates[myState] ?? 'unknown';
}

/** Returns a member's state as `replSetGetStatus` shows it, or `otherKeyfile`. */
export function memberState(member: { readonly stateStr: string; readonly authenticated?: boolean }): string {
  return member.authenticated === false ? otherKeyfile : member.stateStr;
}

/** Returns the state of a mongod that answers `replSetGetStatus` by this error. */
export function stateBehind(error: unknown): MongodState {
  if (isLoginRefusal(error)) return 'refused';
  if (!isRefusal(error)) return 'unreachable';
  if (error.code === notYetInitialised) return 'uninitialised';
  return error.code === invalidConfiguration ? 'removed' : 'unknown';
}
