import { Action, Observation } from '../observation';
import { firstDue, wait } from './actions';
import { compatibilityAction } from './compatibility';
import { initiation, membership } from './membership';
import { tlsAction } from './tls';
import { topologyAction } from './topology';
import { unreachable } from './unreachable';
import { userActions } from './users';

const lostSecondsBeforeRestart = 60;

/** Returns the one action that is due. It is a pure function of an observation. */
export function decide(observation: Observation): Action {
  const { staleConnections: hosts = [] } = observation;
  if (hosts.length > 0) return { kind: 'reconnect', hosts };
  return firstDue([tlsAction(observation), actionInState(observation)], observation);
}

function actionInState(observation: Observation): Action {
  switch (observation.state) {
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
      return wait(
        'state',
        `this pod's mongod to leave the state ${observation.state}${unreachable(observation.members)}`,
      );
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
  const membershipAction = membership(observation);
  return firstDue(
    [
      membershipAction,
      topologyAction(observation),
      ...userActions(observation),
      membershipAction === undefined ? compatibilityAction(observation) : undefined,
    ],
    observation,
  );
}

function actionOfSecondary({ members, users }: Observation): Action {
  if (!members.some(({ state }) => state === 'PRIMARY')) return wait('primary', `a primary${unreachable(members)}`);
  const pending = users
    .filter(({ state }) => state !== 'synced')
    .map(({ name, problem = 'the primary to set up the user' }) => `${name}: ${problem}`);
  return pending.length > 0 ? wait('users', ...pending) : { kind: 'idle' };
}
