import { Action, Member, Observation, otherKeyfile, UserState } from '../observation';
import { firstDue, wait } from './actions';
import { exposure } from './exposure';
import { initiation, membership } from './membership';
import { topologyAction } from './topology';

const mostLostSeconds = 60;

const userChanges = {
  missing: 'create user',
  'wrong password': 'change password',
  'wrong roles': 'change roles',
  unwanted: 'remove user',
  'missing role': 'create role',
  'wrong role': 'change role',
} as const;

const tlsObstacles = {
  untrusted: 'have a certificate that ca.crt signed',
  plain: 'accept TLS',
  silent: 'answer',
} as const;

/** Returns the one action that is due. It is a pure function of an seen. */
export function decide(seen: Observation): Action {
  const { staleConnections: hosts = [] } = seen;
  if (hosts.length > 0) return { kind: 'reconnect', hosts };
  return firstDue([dnsAction(seen), tlsAction(seen), actionInState(seen)], seen);
}

function dnsAction({ dnsProblem }: Observation): Action | undefined {
  return dnsProblem === undefined ? undefined : wait('dns', `the DNS of the cluster to answer (${dnsProblem})`);
}

/**
 * Returns the action on the certificate and on TLS between the members. A mongod without TLS does not understand one that speaks it, so
 * mongod begins to once a majority answers by TLS and no other host answers otherwise. A silent host is not waited for: if the others
 * require TLS, a mongod without is cut off from them.
 */
function tlsAction({ tls }: Observation): Action | undefined {
  if (!tls) return undefined;
  const { certificate, problem, answers = {}, unnamed = [] } = tls;
  if (certificate === 'new') return { kind: 'renew certificate' };
  const all = Object.entries(answers);
  const good = all.filter(([, answer]) => answer === 'tls').length;
  const known = all.every(([, answer]) => answer === 'tls' || answer === 'silent');
  if (known && 2 * good > all.length) return { kind: 'raise TLS' };
  const reasons = all.flatMap(([host, answer]) => (answer === 'tls' ? [] : [`${host} to ${tlsObstacles[answer]}`]));
  reasons.push(...unnamed.map((name) => `a certificate in the Secret that is also for ${name}`));
  if (problem) reasons.unshift(`a valid certificate in the Secret (${problem})`);
  return wait('tls', ...reasons);
}

function actionInState(seen: Observation): Action {
  const { state, members } = seen;
  switch (state) {
    case 'unreachable':
      return wait('mongod', "this pod's mongod to answer");
    case 'refused':
      return wait('keyfile', "this pod's mongod to accept the keyfile");
    case 'uninitialised':
      return initiation(seen);
    case 'removed':
      return actionOfRemoved(seen);
    case 'primary':
      return actionOfPrimary(seen);
    case 'secondary':
      return actionOfSecondary(seen);
    default:
      return wait('state', `this pod's mongod to leave the state ${state}${unreachable(members)}`);
  }
}

function actionOfRemoved({ ordinal, replicas, listed, lostSeconds }: Observation): Action {
  if (!listed && replicas !== undefined && ordinal >= replicas)
    return wait('configuration', 'the pod to end: it is scaled away');
  if (!listed) return wait('configuration', 'the primary to take this member into the configuration');
  // No member sends heartbeats to a set that started without its names; a restart of any one member heals all of it.
  if (lostSeconds >= mostLostSeconds) return { kind: 'restart mongod' };
  return wait('configuration', "this pod's mongod to find itself in its configuration by name");
}

/** A missing member may be of an older release, so the data format is not raised before all are there. */
function actionOfPrimary(seen: Observation): Action {
  const { users } = seen;
  const change = membership(seen);
  const problems = users.flatMap(({ name, problem }) => (problem ? [`${name}: ${problem}`] : []));
  const refused = wait('users', ...problems);
  const format = change ? undefined : compatibilityAction(seen);
  return firstDue([change, topologyAction(seen), exposure(seen), ...users.map(userChange), refused, format], seen);
}

function actionOfSecondary({ members, users }: Observation): Action {
  if (!members.some(({ state }) => state === 'PRIMARY')) return wait('primary', `a primary${unreachable(members)}`);
  const pending = users
    .filter(({ state }) => state !== 'synced')
    .map(({ name, problem = 'the primary to set up the user' }) => `${name}: ${problem}`);
  return wait('users', ...pending);
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
  const ending = (problem: string, isAffected: (state: string) => boolean): string => {
    const hosts = members.filter(({ state }) => isAffected(state)).map(({ host }) => host);
    return hosts.length > 0 ? `; ${problem}: ${hosts.join(', ')}` : '';
  };
  const isLost = (state: string) => state.startsWith('(') && state !== otherKeyfile;
  return ending('not reachable', isLost) + ending('with another keyfile', (state) => state === otherKeyfile);
}
