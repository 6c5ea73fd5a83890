import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Actor } from '../../lib/mongo/agent/act/actor';
import { AgentSettings, DesiredState } from '../../lib/mongo/agent/contract';
import { decide } from '../../lib/mongo/agent/decide/decide';
import { Connections } from '../../lib/mongo/agent/mongod/connections';
import { waitCodes } from '../../lib/mongo/agent/observation';
import { Observer } from '../../lib/mongo/agent/observe/observer';
import { Asked, mongosh, MongoServerError } from '../mongo/agent/mongosh';
import { app, desiredState, host, settings, writeSecret } from '../mongo/agent/set';
import { updatedFile } from '../updated-file';

const docs = join(__dirname, '../../docs');

/** The primary of two members, and a third pod that is empty. */
function answer({ host: asked, command }: Asked): unknown {
  if (asked === host(2)) {
    if ('serverStatus' in command) return { catalogStats: { collections: 0, views: 0 } };
    throw new MongoServerError(94);
  }
  if ('replSetGetStatus' in command) {
    const optimeDate = new Date(0);
    const members = ['PRIMARY', 'SECONDARY'].map((stateStr, ordinal) => ({
      name: host(ordinal),
      stateStr,
      optimeDate,
    }));
    return { myState: 1, members };
  }
  if ('replSetGetConfig' in command) {
    const members = [0, 1].map((_id) => ({ _id, host: host(_id), priority: 1, votes: 1 }));
    return { config: { _id: 'mongo', version: 7, members, settings: { electionTimeoutMillis: 5000 } } };
  }
  return { users: [{ roles: app.roles }] };
}

/** The observation, the action, the action if the third pod had data, and the command, of one reconciliation. */
async function reconciliation(): Promise<readonly unknown[]> {
  const { Mongo, asked } = mongosh({ answer });
  const given = settings([app]);
  writeSecret(given, 'app', 'app', 'right');
  const connections = new Connections(Mongo, given);
  const readStatefulSet = () => Promise.resolve({ replicas: 3, revision: 'current' });
  const observer = new Observer({ mongods: connections, readStatefulSet, pod: { ordinal: 0, address: '10.0.0.1' } });
  const observation = await observer.observe();
  const action = decide(observation);
  await new Actor(connections, 0).act(action);
  return [observation, action, decide({ ...observation, peers: { 2: 'with data' } }), asked.at(-1)?.command];
}

/** The text as prettier has it, which a test cannot load. */
function formatted(path: string, text: string): string {
  const prettier = join(__dirname, '../../node_modules/prettier/bin/prettier.cjs');
  return execFileSync(process.execPath, [prettier, '--stdin-filepath', path], { input: text, encoding: 'utf8' });
}

test('the page on the agent shows what it observes, decides and does', async () => {
  const path = join(docs, 'mongo-agent.md');
  const blocks = (await reconciliation()).map((step) => `\`\`\`json\n${JSON.stringify(step)}\n\`\`\``);
  const page = readFileSync(path, 'utf8').replace(/```json\n.*?```/gs, () => blocks.shift() ?? '');
  const expected = formatted(path, page);
  expect(blocks).toEqual([]);
  expect(updatedFile(path, expected)).toBe(expected);
});

test('the files for an agent without a cluster have the fields of the contract, and no other', () => {
  const page = readFileSync(join(docs, 'mongo-agent.md'), 'utf8');
  const [agent, desired] = [...page.matchAll(/^cat >\w+\.json <<EOF\n(.*?)^EOF$/gms)].map(
    ([, text = '']) => JSON.parse(text) as unknown,
  );
  const { tls, ...fields }: Required<AgentSettings> = {
    ...settings(),
    replicas: 1,
    tls: { mode: 'allow', source: '', served: '' },
  };
  expect(tls.mode).toBe('allow');
  expect(Object.keys(agent as AgentSettings).sort()).toEqual(Object.keys(fields).sort());
  expect(Object.keys(desired as DesiredState).sort()).toEqual(Object.keys(desiredState()).sort());
});

test('the guide to operations explains every reason to wait', () => {
  const page = readFileSync(join(docs, 'mongo-operations.md'), 'utf8');
  const explained = [...page.matchAll(/^\| `([a-z_]+)` +\| /gm)].map(([, code = '']) => code);
  expect(explained.filter((code) => (waitCodes as readonly string[]).includes(code)).sort()).toEqual(
    [...waitCodes].sort(),
  );
});
