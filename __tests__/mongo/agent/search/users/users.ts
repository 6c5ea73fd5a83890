import { AgentCode, agentCode, inWords } from '../agent';
import { Model, Step } from '../search';
import { agentsOf } from './agents';
import { Accounts, pods, replaced, StoredUser, UsersScenario, UsersWorld } from './world';

/** Returns the model of a set whose users change. */
export function usersModel(scenario: UsersScenario, code: AgentCode = agentCode): Model<UsersWorld> {
  const { name, plan, elections = 0, impossible } = scenario;
  const begin: UsersWorld = {
    applied: 0,
    files: [0, 0],
    leader: 0,
    elections,
    due: [null, null],
    failed: [[], []],
    users: {},
    roles: {},
  };
  const agents = agentsOf(plan, code);

  const agentSteps = async (world: UsersWorld, at: number): Promise<Step<UsersWorld>[]> => {
    const due = world.due[at];
    if (due) return [await agents.act(world, at, due)];
    const action = await agents.decide(world, at);
    if (!code.isChange(action)) return [];
    const breaks = await agents.refusal(world, at, action, impossible);
    return [
      {
        name: `the agent of mongo-${at} decides to ${inWords(action)}`,
        to: { ...world, due: replaced(world.due, at, action) },
        breaks,
      },
    ];
  };
  return {
    name,
    begins: [begin],
    canonical: (world) => world,
    key: (world) => JSON.stringify(world),
    broken: (world) => broken(world, plan),
    steps: async (world) => {
      const steps = [...outside(world, plan), ...renewals(world)];
      for (const at of pods) steps.push(...(await agentSteps(world, at)));
      return steps;
    },
    // An agent goes on to try what the server refuses.
    hasArrived: (world) => impossible !== undefined && gaps(world, plan, impossible).length === 0,
    unrest: async (world) => {
      const missing = gaps(world, plan, impossible);
      const reasons: string[] = [];
      for (const at of pods) {
        const action = await agents.decide(world, at);
        reasons.push(action.kind === 'wait' ? action.reasons.map(({ message }) => message).join('; ') : '');
      }
      const named = obstacles(world, plan).filter((secret) => !reasons[world.leader]?.includes(`${secret}: `));
      if (named.length > 0) return `rest, and no agent names the obstacle: the Secret ${named.join()}`;
      return missing.length > 0 ? `rest without an obstacle: ${missing.join('; ')}` : undefined;
    },
  };
}

function outside(world: UsersWorld, plan: readonly Accounts[]): Step<UsersWorld>[] {
  const { applied, leader, elections } = world;
  const applies = {
    name: `the user applies ${JSON.stringify(plan[applied + 1])}`,
    to: { ...world, applied: applied + 1 },
    isOutside: true,
  };
  const elects = {
    name: `mongo-${1 - leader} is elected`,
    to: { ...world, leader: 1 - leader, elections: elections - 1 },
    isOutside: true,
  };
  return [...(plan[applied + 1] ? [applies] : []), ...(elections > 0 ? [elects] : [])];
}

function renewals(world: UsersWorld): Step<UsersWorld>[] {
  const { files, applied } = world;
  return pods
    .filter((at) => files[at] !== applied)
    .map((at) => ({
      name: `the kubelet renews the files of mongo-${at}`,
      to: { ...world, files: replaced(files, at, applied) },
    }));
}

/** Returns the names of the Secrets that no agent can use. */
function obstacles({ applied }: UsersWorld, plan: readonly Accounts[]): string[] {
  const { users = [], secrets = {} } = plan[applied] ?? {};
  const isTwin = (one: string) => users.some(({ name }) => name !== one && secrets[name]?.[0] === secrets[one]?.[0]);
  return users.map(({ name }) => name).filter((name) => !secrets[name]?.[1] || isTwin(name));
}

/** Returns what the set lacks of what the program asks for, as far as there is no obstacle. */
function gaps(world: UsersWorld, plan: readonly Accounts[], impossible?: string): string[] {
  const { users = [], roles = [], removedUsers = [], secrets = {} } = plan[world.applied] ?? {};
  const refused = obstacles(world, plan);
  const wrong = users.filter(({ name, roles: wanted }) => {
    const [username = '', password] = secrets[name] ?? [];
    const found = world.users[username];
    return (
      !refused.includes(name) &&
      username !== impossible &&
      (found?.password !== password || !isEqual(found?.roles, wanted))
    );
  });
  const kept = removedUsers.filter(({ username }) => world.users[username] && refused.length === 0);
  return [
    ...wrong.map(({ name }) => `${name} is not as desired`),
    ...kept.map(({ username }) => `${username} is not removed`),
    ...roles.filter((role) => !isEqual(world.roles[role.role], role)).map(({ role }) => `${role} is not as desired`),
  ];
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns the invariant that a set breaks whose user has a password that was in no Secret. */
function broken({ users }: UsersWorld, plan: readonly Accounts[]): string | undefined {
  const given = plan.flatMap(({ secrets = {} }) => Object.values(secrets));
  const isGiven = ([name, { password }]: readonly [string, StoredUser]) =>
    given.some((one) => isEqual(one, [name, password]));
  return Object.entries(users).every(isGiven) ? undefined : 'a user has a password that was in no Secret';
}
