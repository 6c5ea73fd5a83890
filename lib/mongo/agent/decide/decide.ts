import { Action, Member, Observation, otherKeyfile, UserState } from '../observation';
import { firstDue, wait } from './actions';
import { initiation, membership } from './membership';
import { tlsAction } from './tls';
import { topologyAction } from './topology';

const lostSecondsBeforeRestart = 60;

const userChanges = {
  missing: 'create user',
  'wrong password': 'change password',
  'wrong roles': 'change roles',
  unwanted: 'remove user',
  'missing role': 'create role',
  'wrong role': 'change role',
} as const;

/** Returns the one action that is due. It is a pure function of an observation. */
export function decide(observation: Observation): Action {
  const { staleConnections: hosts = [] } = observation;
  if (hosts.length > 0) return { kind: 'reconnect', hosts };
  return firstDue([tlsAction(observation), actionInState(observation)], observation);
}

function actionInState(observation: Observation): Action {
  const { state, members } = observation;
  switch (state) {
    case 'unreachable':
      return wait('mongod', "this pod's mongod to answer");
    case 'refused':
      return wait('keyfile', "this pod's mongod to accept the keyfile");
    case 'uninitialised':
      return initiation(observation);
    case 'removed':
      return actionOfRemoved(observation);
    case 'primary':
      return actionOfPrimary(observation);
    case 'secondary':
      return actionOfSecondary(observation);
    default:
      return wait('state', `this pod's mongod to leave the state ${state}${unreachable(members)}`);
  }
}

function actionOfRemoved({ ordinal, replicas, listed, lostSeconds }: Observation): Action {
  if (!listed && replicas !== undefined && ordinal >= replicas)
    return wait('configuration', 'the pod to end: it is scaled away');
  if (!listed) return wait('configuration', 'the primary to take this member into the configuration');
  // No member sends heartbeats to a set that started without its names; a restart of any one member heals all of it.
  if (lostSeconds >= lostSecondsBeforeRestart) return { kind: 'restart mongod' };
  return wait('configuration', "this pod's mongod to find itself in its configuration by name");
}

/** A missing member may be of an older release, so the data format is not raised before all are there. */
function actionOfPrimary(observation: Observation): Action {
  const { users } = observation;
  const change = membership(observation);
  const problems = users.flatMap(({ name, problem }) => (problem ? [`${name}: ${problem}`] : []));
  const actions = [
    change,
    topologyAction(observation),
    ...users.map(userChange),
    wait('users', ...problems),
    change ? undefined : compatibilityAction(observation),
  ];
  return firstDue(actions, observation);
}

function actionOfSecondary({ members, users }: Observation): Action {
  if (!members.some(({ state }) => state === 'PRIMARY')) return wait('primary', `a primary${unreachable(members)}`);
  const pending = users
    .filter(({ state }) => state !== 'synced')
    .map(({ name, problem = 'the primary to set up the user' }) => `${name}: ${problem}`);
  return pending.length > 0 ? wait('users', ...pending) : { kind: 'idle' };
}

function userChange({ name, state }: UserState): Action | undefined {
  if (state === 'synced' || state === 'refused') return undefined;
  const kind = userChanges[state];
  return kind === 'create role' || kind === 'change role' ? { kind, role: name } : { kind, user: name };
}

/** Returns the action on the data format, which is only raised, and once every member can read it: no older release can run after that. */
function compatibilityAction({ compatibility }: Observation): Action | undefined {
  if (!compatibility) return undefined;
  const { desired, current, lower, behind } = compatibility;
  if (lower)
    return wait('compatibility', `an administrator to lower featureCompatibilityVersion from ${current} to ${desired}`);
  if (behind.length > 0)
    return wait('compatibility', `${behind.join(', ')} to run ${desired}, for featureCompatibilityVersion`);
  return { kind: 'raise compatibility', version: desired };
}

/** Returns the unreachable members as the end of a sentence: `; not reachable: host-0; with another keyfile: host-1`. */
function unreachable(members: readonly Member[]): string {
  const ending = (problem: string, some: readonly Member[]): string =>
    some.length === 0 ? '' : `; ${problem}: ${some.map(({ host }) => host).join(', ')}`;
  const strangers = members.filter(({ state }) => state === otherKeyfile);
  const lost = members.filter(({ state }) => state.startsWith('(') && state !== otherKeyfile);
  return ending('not reachable', lost) + ending('with another keyfile', strangers);
}
