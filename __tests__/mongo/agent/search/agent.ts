import { Actor } from '../../../../lib/mongo/agent/act/actor';
import { AgentSettings, DesiredTopology } from '../../../../lib/mongo/agent/contract';
import { isChange } from '../../../../lib/mongo/agent/decide/actions';
import { decide } from '../../../../lib/mongo/agent/decide/decide';
import { candidates } from '../../../../lib/mongo/agent/decide/membership';
import { readDesired } from '../../../../lib/mongo/agent/files/settings';
import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { Action, Change, Observation } from '../../../../lib/mongo/agent/observation';
import { observeCompatibility, observeConfiguration } from '../../../../lib/mongo/agent/observe/configuration';
import { Observer } from '../../../../lib/mongo/agent/observe/observer';
import { peerState } from '../../../../lib/mongo/agent/observe/peers';
import { observeRoles, usersObserver } from '../../../../lib/mongo/agent/observe/users';

/** The code of the agent, whose guards a mutant changes. */
export const agentCode = {
  Actor,
  Observer,
  candidates,
  decide,
  isChange,
  observeCompatibility,
  observeConfiguration,
  observeRoles,
  peerState,
  usersObserver,
};

/** The code of the agent, or of a mutant of it. */
export type AgentCode = typeof agentCode;

/** A mongod as a model answers for it: the reply to a command, or a thrown refusal. */
export type Answering = (host: string, database: string, command: Readonly<Record<string, unknown>>) => unknown;

/** Returns the agent's connections to mongods that a model answers for; a login that it refuses throws. */
export function connectionsTo(
  settings: AgentSettings,
  answer: Answering,
  login: (host: string, username: string, password: string) => void = () => undefined,
): Connections {
  const Mongo = class {
    readonly #host: string;

    constructor(uri: string) {
      const { host, username, password } = new URL(uri);
      this.#host = host;
      login(host, username, decodeURIComponent(password));
    }

    getDB(database: string) {
      return { runCommand: async (command: object) => Promise.resolve(answer(this.#host, database, { ...command })) };
    }

    close() {
      return Promise.resolve();
    }
  };
  return new Connections(Mongo, settings, () => Promise.resolve(''));
}

/** What an agent sees beside the mongods: its StatefulSet, its pod and its certificate. */
export type Surroundings = Pick<
  Observation,
  'ordinal' | 'replicas' | 'apiProblem' | 'revision' | 'lostSeconds' | 'failed' | 'tls'
>;

/**
 * Returns the decision of an agent. It observes as `Observer.observe` does, but for what needs a network: the members' nodes, DNS, stale
 * connections, TLS, and how long a name has resolved without helping.
 */
export async function decision(code: AgentCode, mongods: Connections, surroundings: Surroundings): Promise<Action> {
  const { ordinal, replicas } = surroundings;
  const pod = { ordinal, address: '' };
  const observer = new code.Observer({ mongods, readStatefulSet: () => Promise.reject(new Error('not asked')), pod });
  const own = await observer.mongod();
  const peers: Observation['peers'] = Object.fromEntries(
    await Promise.all(
      code
        .candidates({ ordinal, replicas, ...own })
        .map(async (peer) => [peer, await code.peerState(mongods, peer)] as const),
    ),
  );
  const desired = own.state === 'primary' || own.state === 'secondary' ? readDesired(mongods.settings) : undefined;
  const led = own.state === 'primary' ? desired : undefined;
  return code.decide({
    ...own,
    ...(led && (await configurationOf(code, mongods, led.topology, own.members))),
    ...surroundings,
    peers,
    users: desired
      ? [...(await code.observeRoles(mongods, desired)), ...(await code.usersObserver(mongods)(desired))]
      : [],
    compatibility: led && (await code.observeCompatibility(mongods, led, own.members)),
  });
}

/** A member without an ordinal has no agent, which would be asked for its node over a network. */
async function configurationOf(
  code: AgentCode,
  mongods: Connections,
  desired: DesiredTopology,
  members: Observation['members'],
): Promise<Pick<Observation, 'members' | 'topology'>> {
  const silent = members.map((member) => ({ ...member, ordinal: undefined }));
  const { members: found, topology } = await code.observeConfiguration(mongods, desired, silent);
  return { members: found.map((member, at) => ({ ...member, ordinal: members[at]?.ordinal })), topology };
}

/** Carries out an action; returns the error that it throws. */
export async function carriedOut(
  code: AgentCode,
  mongods: Connections,
  ordinal: number,
  action: Change,
): Promise<unknown> {
  try {
    await new code.Actor(mongods, ordinal).act(action);
    return undefined;
  } catch (error) {
    return error ?? 'refused';
  }
}

/** Returns an action in words. */
export function inWords({ kind, ...details }: Action): string {
  return Object.keys(details).length > 0 ? `${kind} ${JSON.stringify(details)}` : kind;
}
