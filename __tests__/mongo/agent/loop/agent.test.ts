import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { AddressInfo, createServer, Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { AgentSettings } from '../../../../lib/mongo/agent/contract';
import { temporaryDirectory } from '../../../temporary-directory';
import { mountedProgram, mountRevision } from '../mounted-program';
import { app, desiredState, host, settings, writeSecret } from '../set';

const agents: ChildProcess[] = [];
const servers: Server[] = [];

afterEach(() => {
  for (const agent of agents.splice(0)) agent.kill('SIGKILL');
  for (const server of servers.splice(0)) server.close();
});

/** Starts an agent whose mongod answers a `command` like this, and gives its log without the times, and its mounted files. */
function start(
  given: Partial<AgentSettings>,
  answers: string,
): { agent: ChildProcess; log: AsyncIterator<string>; program: string } {
  const all = { ...settings([app]), ...given };
  writeSecret(all, 'app', 'app', 'right');
  const program = mountedProgram({ 'agent.json': JSON.stringify(all) });
  const answersFile = join(temporaryDirectory({ 'answers.js': answers }), 'answers.js');
  const agent = spawn(process.execPath, [join(__dirname, 'agent-process.js'), program, answersFile], {
    env: { PATH: process.env['PATH'], POD_NAME: 'mongo-0', POD_IP: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  agents.push(agent);
  return { agent, log: createInterface(agent.stdout)[Symbol.asyncIterator](), program };
}

async function next(log: AsyncIterator<string>): Promise<unknown> {
  const { value } = (await log.next()) as { value: string };
  const { time, ...event } = JSON.parse(value) as Record<string, unknown>;
  expect(time).toEqual(expect.any(String));
  return event;
}

function member(state: number, text: string): string {
  const members = JSON.stringify([{ name: host(0), stateStr: text, self: true }]);
  return `if (command.replSetGetStatus) return { myState: ${state}, members: ${members} };
    if (command.replSetGetConfig) return { config: { members: [{ _id: 0, host: '${host(0)}' }], settings: { electionTimeoutMillis: 5000 } } };`;
}

test('carries out one action at a time, and again what the server refused', async () => {
  const { log } = start(
    {},
    `let attempts = 0;
    module.exports = (command) => {
      ${member(1, 'PRIMARY')}
      if (command.createUser && ++attempts === 1) throw Object.assign(new Error('not now'), { name: 'MongoServerError', code: 51 });
      if (command.find) return { cursor: { firstBatch: [] } };
      if (command.usersInfo) return { users: attempts < 2 ? [] : [{ roles: ${JSON.stringify(app.roles)} }] };
    };`,
  );
  const create = { state: 'primary', kind: 'create user', user: 'app' };
  expect([await next(log), await next(log), await next(log)]).toEqual([
    { ...create, result: 'failed', reason: 'not now (51)' },
    { ...create, result: 'done' },
    {
      state: 'primary',
      kind: 'wait',
      reasons: [{ code: 'api_server', message: expect.stringContaining('the API server to return') as unknown }],
    },
  ]);
});

test('needs no API server outside of a cluster, where its settings have the number of members', async () => {
  const { log } = start(
    { replicas: 1 },
    `module.exports = (command) => {
      ${member(1, 'PRIMARY')}
      if (command.usersInfo) return { users: [{ roles: ${JSON.stringify(app.roles)} }] };
    };`,
  );
  expect(await next(log)).toEqual({ state: 'primary', kind: 'idle' });
});

test('goes on when what it has to read is as it should be again', async () => {
  const desired = join(temporaryDirectory({ 'desired.json': '{' }), 'desired.json');
  const { log } = start({ desired }, `module.exports = (command) => { ${member(2, 'PRIMARY')} };`);
  expect(await next(log)).toMatchObject({
    kind: 'observe',
    result: 'failed',
    reason: expect.stringContaining('JSON') as unknown,
  });
  writeFileSync(desired, JSON.stringify(desiredState()));
  expect(await next(log)).toEqual({ state: 'secondary', kind: 'idle' });
});

test('serves on after SIGTERM, and ends when its mongod has ended', async () => {
  const mongod = await listening();
  const { port } = mongod.address() as AddressInfo;
  const free = await listening();
  const { port: agentPort } = free.address() as AddressInfo;
  free.close();
  const { agent, log } = start({ port, agentPort }, `module.exports = (command) => { ${member(2, 'PRIMARY')} };`);
  await next(log);
  agent.kill('SIGTERM');
  await once(mongod, 'connection');
  expect((await fetch(`http://127.0.0.1:${agentPort}/livez`)).status).toBe(200);
  const exit = once(agent, 'exit');
  mongod.close();
  expect(await exit).toEqual([0, null]);
});

test('goes on when it was frozen, by connections that did not end meanwhile', async () => {
  // As the driver: what is written to a connection whose other end is gone gets no answer and no error.
  const { agent, log } = start(
    {},
    `let seen = 0, frozen = -1;
    const tick = () => {
      if (process.uptime() - seen > 3) frozen = seen;
      seen = process.uptime();
    };
    setInterval(tick, 100);
    module.exports = (command, openedAt) => {
      tick();
      if (openedAt < frozen) return new Promise(() => {});
      ${member(5, 'STARTUP2')}
    };`,
  );
  await next(log);
  agent.kill('SIGSTOP');
  await pause(4500);
  agent.kill('SIGCONT');
  const events = [await next(log), await next(log)] as { kind: string }[];
  expect(events.find(({ kind }) => kind === 'resume')).toMatchObject({ reason: 'the agent did not run for 4 s' });
  while (events.at(-1)?.kind !== 'wait' || !JSON.stringify(events.at(-1)).includes('startup2'))
    events.push((await next(log)) as { kind: string });
});

test('ends, to be started again, once its program is another one', async () => {
  const { agent, log, program } = start({}, `module.exports = (command) => { ${member(5, 'STARTUP2')} };`);
  expect(await next(log)).toMatchObject({ state: 'startup2', kind: 'wait' });
  const exit = once(agent, 'exit');
  mountRevision(program, { 'agent.js': '// of the next release' });
  expect(await next(log)).toEqual({
    state: 'startup2',
    kind: 'end',
    reason: "for the kubelet to start the agent's new program",
  });
  expect(await exit).toEqual([0, null]);
});

test('does not end for a new program in a pod that ends, whose mongod may still need it', async () => {
  const mongod = await listening();
  const { port } = mongod.address() as AddressInfo;
  const { agent, log, program } = start({ port }, `module.exports = (command) => { ${member(5, 'STARTUP2')} };`);
  await next(log);
  agent.kill('SIGTERM');
  await once(mongod, 'connection');
  mountRevision(program, { 'agent.js': '// of the next release' });
  const exit = once(agent, 'exit');
  for (let asked = 0; asked < 4; asked += 1) await once(mongod, 'connection');
  expect(agent.exitCode).toBeNull();
  mongod.close();
  await exit;
  expect((await log.next()).done).toBe(true);
});

async function listening(): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

/** Runs the agent of a directory, with a class of mongosh that behaves like this. */
function end(directory: string, Mongo: string) {
  const program = `
    const Mongo = ${Mongo};
    require(${JSON.stringify(join(directory, 'agent.js'))}).run(Mongo, ${JSON.stringify(directory)});`;
  const { status, stderr } = spawnSync(process.execPath, ['--eval', program], { encoding: 'utf8' });
  return { status, reason: stderr.split('\n')[0] };
}

test('ends with the reason that it cannot run', () => {
  const directory = mountedProgram({ 'agent.json': '' });
  expect(end(directory, 'class {}')).toEqual({ status: 1, reason: 'SyntaxError: Unexpected end of JSON input' });
});

test('ends with the reason that something failed that it did not wait for', () => {
  const directory = mountedProgram({ 'agent.json': JSON.stringify(settings()) });
  const Mongo = 'class { constructor() { void Promise.reject(new Error("lost")); } }';
  expect(end(directory, Mongo)).toEqual({ status: 1, reason: 'Error: lost' });
});

test('gives the keys of a keyfile to an administrator, without running', () => {
  const program = `console.log(require(${JSON.stringify(join(mountedProgram(), 'agent.js'))}).keysOf('- old\\n- new'))`;
  const { stdout } = spawnSync(process.execPath, ['--eval', program], { encoding: 'utf8', cwd: temporaryDirectory() });
  expect(stdout).toBe("[ 'old', 'new' ]\n");
});
