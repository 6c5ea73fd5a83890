import { getMaxListeners } from 'node:events';
import { Connections, MongoClass, reasonOf } from '../../../../lib/mongo/agent/mongod/connections';
import { writeText } from '../../../temporary-directory';
import { Asked, mongosh } from '../mongosh';
import { settings } from '../set';

test("logs in as the members' user, and keeps the connection", async () => {
  const { Mongo, asked, logins } = mongosh({ answer: () => ({ ok: 1 }) });
  const connections = new Connections(Mongo, settings());
  await connections.run('a:1', { ping: 1 });
  await connections.run('a:1', { ping: 1 }, 'other');
  expect({ logins, asked }).toEqual({
    logins: ['__system'],
    asked: [
      { host: 'a:1', user: '__system', database: 'admin', command: { ping: 1 } },
      { host: 'a:1', user: '__system', database: 'other', command: { ping: 1 } },
    ],
  });
});

test('opens one connection for concurrent commands', async () => {
  const { Mongo, logins } = mongosh({ answer: () => ({ ok: 1 }) });
  const connections = new Connections(Mongo, settings());
  await Promise.all([connections.run('a:1', { ping: 1 }), connections.run('a:1', { ping: 2 })]);
  expect(logins).toEqual(['__system']);
});

test('takes as many commands at once as there are members, where Node warns of a leak at eleven', async () => {
  const listens = jest.spyOn(AbortSignal.prototype, 'addEventListener');
  const connections = new Connections(mongosh({ answer: () => 'answered' }).Mongo, settings());
  await connections.run('a:1', { ping: 1 });
  connections.dropAll();
  await connections.run('a:1', { ping: 1 });
  expect(listens.mock.contexts.map((signal: AbortSignal) => getMaxListeners(signal))).toEqual([Infinity, Infinity]);
});

test('tries every key of a rotation', async () => {
  const { Mongo } = mongosh({ answer: () => 'answered', passwords: { __system: 'new+key' } });
  const given = settings();
  writeText(given.keyfile, '- old\n- new+key\n');
  expect(await new Connections(Mongo, given).run('a:1', { ping: 1 })).toBe('answered');
});

test('throws the refusal when no key is accepted', async () => {
  const { Mongo } = mongosh({ answer: () => 'answered', passwords: {} });
  await expect(new Connections(Mongo, settings()).run('a:1', { ping: 1 })).rejects.toThrow('Authentication failed.');
});

test('connects anew after an answer that did not come', async () => {
  let broken = true;
  const answer = (asked: Asked) => {
    if (!broken) return asked.command;
    broken = false;
    throw new Error('connection closed');
  };
  const connections = new Connections(mongosh({ answer }).Mongo, settings());
  await expect(connections.run('a:1', { ping: 1 })).rejects.toThrow('connection closed');
  expect(await connections.run('a:1', { ping: 2 })).toEqual({ ping: 2 });
});

describe('with a clock of its own', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('gives a command up that is never answered, and connects anew', async () => {
    let asked = 0;
    const answer = () => (++asked === 1 ? new Promise(() => undefined) : 'answered');
    const { Mongo, logins } = mongosh({ answer });
    const connections = new Connections(Mongo, settings());
    const late = expect(connections.run('a:1', { ping: 1 })).rejects.toThrow(
      'the command to a:1 took longer than 10 s',
    );
    await jest.advanceTimersByTimeAsync(10_000);
    await late;
    expect([await connections.run('a:1', { ping: 1 }), logins.length]).toEqual(['answered', 2]);
  });

  test('gives a connection up that is never opened, and a login', async () => {
    const Mongo = function () {
      return new Promise(() => undefined);
    } as unknown as MongoClass;
    const connections = new Connections(Mongo, settings());
    const late = [
      expect(connections.run('a:1', { ping: 1 })).rejects.toThrow('took longer than 10 s'),
      expect(connections.accepts('app', 'right', 'admin')).rejects.toThrow('the login to 127.0.0.1:27017 took longer'),
    ];
    await jest.advanceTimersByTimeAsync(10_000);
    await Promise.all(late);
  });
});

test('fails the commands that wait when all connections are dropped, and connects anew', async () => {
  const answer = ({ command }: Asked) => ('wait' in command ? new Promise(() => undefined) : 'answered');
  const { Mongo, logins } = mongosh({ answer });
  const connections = new Connections(Mongo, settings());
  const waiting = connections.run('a:1', { wait: 1 });
  connections.dropAll();
  await expect(waiting).rejects.toThrow('the connection was dropped');
  expect([await connections.run('a:1', { ping: 1 }), logins.length]).toEqual(['answered', 2]);
});

test('keeps the new connection when a command on the old one fails late', async () => {
  const failures: ((error: Error) => void)[] = [];
  const answer = ({ command }: Asked) =>
    'wait' in command ? new Promise((_, reject) => failures.push(reject)) : 'answered';
  const { Mongo, logins } = mongosh({ answer });
  const connections = new Connections(Mongo, settings());
  await connections.run('a:1', { ping: 1 });
  const both = [connections.run('a:1', { wait: 1 }), connections.run('a:1', { wait: 2 })];
  await new Promise(setImmediate);
  failures[0]?.(new Error('closed'));
  await expect(both[0]).rejects.toThrow('closed');
  await connections.run('a:1', { ping: 2 });
  failures[1]?.(new Error('closed'));
  await expect(both[1]).rejects.toThrow('closed');
  await connections.run('a:1', { ping: 3 });
  expect(logins).toHaveLength(2);
});

test('tells a wrong password from a server that does not answer', async () => {
  const { Mongo, uris } = mongosh({ answer: () => undefined, passwords: { app: 'right' } });
  const silent = mongosh({ answer: () => undefined, silent: true });
  expect(await new Connections(Mongo, settings()).accepts('app', 'right', 'a/b')).toBe(true);
  expect(await new Connections(Mongo, settings()).accepts('app', 'wrong', 'admin')).toBe(false);
  await expect(new Connections(silent.Mongo, settings()).accepts('app', 'right', 'admin')).rejects.toThrow(
    'connect ECONNREFUSED',
  );
  expect(uris[0]).toContain('@127.0.0.1:27017/?authSource=a%2Fb&');
});

test('runs a command on the mongod of the pod', async () => {
  const { Mongo, asked } = mongosh({ answer: () => 'answered' });
  expect(await new Connections(Mongo, settings()).local({ ping: 1 }, 'local')).toBe('answered');
  expect(asked).toMatchObject([{ host: '127.0.0.1:27017', database: 'local' }]);
});

test("uses each host's transport, for logins too", async () => {
  const { Mongo, uris } = mongosh({ answer: () => undefined });
  const connections = new Connections(Mongo, settings(), (_, host) =>
    Promise.resolve(host === 'b:1' ? '' : '&tls=true'),
  );
  await connections.run('a:1', { ping: 1 });
  await connections.run('b:1', { ping: 1 });
  await connections.accepts('app', 'right', 'admin');
  expect(uris.map((uri) => uri.includes('&tls=true'))).toEqual([true, false, true]);
});

test('reads the configuration of a member, or of the mongod of the pod', async () => {
  const { Mongo } = mongosh({ answer: ({ host, command }) => ({ config: { host, command } }) });
  const connections = new Connections(Mongo, settings());
  expect([await connections.configuration(), await connections.configuration('a:1')]).toEqual([
    { host: '127.0.0.1:27017', command: { replSetGetConfig: 1 } },
    { host: 'a:1', command: { replSetGetConfig: 1 } },
  ]);
});

test('gives the message of an error', () => {
  expect([reasonOf(new Error('connection closed')), reasonOf('lost')]).toEqual(['connection closed', 'lost']);
});
