import { Action, Change } from '../../../../../lib/mongo/agent/observation';
import { MongoServerError } from '../../mongosh';
import { settings, writeSecret } from '../../set';
import { AgentCode, carriedOut, connectionsTo, decision, inWords } from '../agent';
import { Step } from '../search';
import { answered } from './server';
import { Accounts, replaced, UsersWorld } from './world';

/** Returns the agents of a set, which read the files of a plan. */
export function agentsOf(plan: readonly Accounts[], code: AgentCode) {
  let current: UsersWorld;
  const files = plan.map(({ users = [], roles = [], removedUsers = [], secrets = {} }) => {
    const found = settings(users, { roles, removedUsers });
    for (const [name, [username, password]] of Object.entries(secrets)) writeSecret(found, name, username, password);
    return found;
  });
  const connections = new Map<string, ReturnType<typeof connectionsTo>>();
  const connectionsOf = (world: UsersWorld, at: number) => {
    const file = world.files[at] ?? 0;
    const key = `${at} ${file}`;
    const found = files[file];
    if (!found) throw new Error('there is no such state');
    const answer = (_: string, __: string, command: Readonly<Record<string, unknown>>) => {
      const { reply, to } = answered(current, at, command);
      current = to ?? current;
      return reply ?? {};
    };
    const login = (_: string, username: string, password: string) => {
      if (username !== '__system' && current.users[username]?.password !== password) throw new MongoServerError(18);
    };
    const known = connections.get(key) ?? connectionsTo(found, answer, login);
    connections.set(key, known);
    return known;
  };
  const perform = async (world: UsersWorld, at: number, action: Change) => {
    current = world;
    const error = await carriedOut(code, connectionsOf(world, at), at, action);
    return { to: current, error };
  };
  return {
    decide: async (world: UsersWorld, at: number): Promise<Action> => {
      current = world;
      return decision(code, connectionsOf(world, at), {
        ordinal: at,
        replicas: 2,
        revision: 'current',
        lostSeconds: 0,
        failed: world.failed[at],
      });
    },
    refusal: async (
      world: UsersWorld,
      at: number,
      action: Change,
      impossible?: string,
    ): Promise<string | undefined> => {
      const { to, error } = await perform(world, at, action);
      if (error !== undefined) return impossible === undefined ? 'the server must refuse it' : undefined;
      return to === world ? 'an action that changes nothing' : undefined;
    },
    act: async (world: UsersWorld, at: number, action: Change): Promise<Step<UsersWorld>> => {
      const { to, error } = await perform(world, at, action);
      const failed = world.failed[at] ?? [];
      const text = JSON.stringify(action);
      const remembered = failed.includes(text) ? [text] : [...failed, text];
      const next = {
        ...to,
        due: replaced(to.due, at, null),
        failed: error === undefined ? to.failed : replaced(to.failed, at, remembered),
      };
      return {
        name: `the agent of mongo-${at} carries out ${inWords(action)}${error === undefined ? '' : ', which fails'}`,
        to: next,
      };
    },
  };
}
