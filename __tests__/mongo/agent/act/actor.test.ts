import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Actor } from '../../../../lib/mongo/agent/act/actor';
import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { Action } from '../../../../lib/mongo/agent/observation';
import { observeTls } from '../../../../lib/mongo/agent/observe/tls';
import { Asked, MongoServerError, mongosh } from '../mongosh';
import { app, host, plain, settings, writeSecret } from '../set';
import { newPair, servingTls, writeCertificate } from '../tls-set';

const config = {
  _id: 'mongo',
  version: 7,
  term: 2,
  members: [0, 1, 2].map((_id) => ({ _id, host: host(_id), priority: 1 })),
  settings: { replicaSetId: 'one' },
};

const privileges = [{ resource: { db: '', collection: '' }, actions: ['find'] }];

async function commands(action: Action): Promise<readonly Asked['command'][]> {
  const roles = [{ role: 'readWrite', db: 'shop' }];
  const set = settings([{ ...app, roles }], {
    roles: [{ role: 'auditor', db: 'admin', privileges, roles: [] }],
    removedUsers: [{ username: 'old', database: 'shop' }],
  });
  writeSecret(set, 'app', 'shop', 'Secret-1');
  const { Mongo, asked } = mongosh({
    answer: ({ command }) => ('replSetGetConfig' in command ? { config } : { ok: 1 }),
  });
  await new Actor(new Connections(Mongo, set), 0).act(action);
  return asked.map(({ command }) => command);
}

const majority = { w: 'majority', wtimeout: 10000 };

test.each<[string, Action, unknown[]]>([
  [
    'initiates with the ordinals as ids',
    { kind: 'initiate', ordinals: [0, 1] },
    [
      {
        replSetInitiate: {
          _id: 'mongo',
          members: [
            { _id: 0, host: host(0) },
            { _id: 1, host: host(1) },
          ],
          settings: { electionTimeoutMillis: 5000 },
        },
      },
    ],
  ],
  [
    'adds members to what the configuration is now',
    { kind: 'add', ordinals: [3, 4] },
    [
      { replSetGetConfig: 1 },
      {
        replSetReconfig: {
          ...config,
          version: 8,
          members: [...config.members, { _id: 3, host: host(3) }, { _id: 4, host: host(4) }],
        },
        maxTimeMS: 20000,
      },
    ],
  ],
  [
    'removes one member and leaves the others as they are',
    { kind: 'remove', ordinal: 2 },
    [
      { replSetGetConfig: 1 },
      { replSetReconfig: { ...config, version: 8, members: config.members.slice(0, 2) }, maxTimeMS: 20000 },
    ],
  ],
  [
    'configures the given members, and leaves the rest of the configuration as it is',
    { kind: 'configure', members: { 1: { votes: 0, priority: 0 } }, electionTimeoutMillis: 2000 },
    [
      { replSetGetConfig: 1 },
      {
        replSetReconfig: {
          ...config,
          version: 8,
          members: config.members.map((member) => (member._id === 1 ? { ...member, votes: 0, priority: 0 } : member)),
          settings: { replicaSetId: 'one', electionTimeoutMillis: 2000 },
        },
        maxTimeMS: 20000,
      },
    ],
  ],
  [
    'sets the hosts outside of all members in one reconfiguration',
    { kind: 'set horizons', hosts: ['a:1', 'b:1', 'c:1'] },
    [
      { replSetGetConfig: 1 },
      {
        replSetReconfig: {
          ...config,
          version: 8,
          members: config.members.map((member, ordinal) => ({
            ...member,
            horizons: { outside: ['a:1', 'b:1', 'c:1'][ordinal] },
          })),
        },
        maxTimeMS: 20000,
      },
    ],
  ],
  ['hands over', { kind: 'step down' }, [{ replSetStepDown: 60, secondaryCatchUpPeriodSecs: 10 }]],
  [
    'has mongod drop its connections to members',
    { kind: 'reconnect', hosts: [host(1)] },
    [{ dropConnections: 1, hostAndPort: [host(1)] }],
  ],
  ['ends mongod, which the kubelet starts again', { kind: 'restart mongod' }, [{ shutdown: 1, force: true }]],
  [
    'creates a user',
    { kind: 'create user', user: 'app' },
    [
      {
        createUser: 'shop',
        pwd: 'Secret-1',
        roles: [{ role: 'readWrite', db: 'shop' }],
        mechanisms: ['SCRAM-SHA-256'],
        writeConcern: majority,
      },
    ],
  ],
  [
    'changes a password alone',
    { kind: 'change password', user: 'app' },
    [{ updateUser: 'shop', pwd: 'Secret-1', writeConcern: majority }],
  ],
  [
    'changes roles alone',
    { kind: 'change roles', user: 'app' },
    [{ updateUser: 'shop', roles: [{ role: 'readWrite', db: 'shop' }], writeConcern: majority }],
  ],
  ['removes a user', { kind: 'remove user', user: 'shop.old' }, [{ dropUser: 'old', writeConcern: majority }]],
  [
    'creates a role',
    { kind: 'create role', role: 'admin.auditor' },
    [{ createRole: 'auditor', privileges, roles: [], writeConcern: majority }],
  ],
  [
    'changes a role',
    { kind: 'change role', role: 'admin.auditor' },
    [{ updateRole: 'auditor', privileges, roles: [], writeConcern: majority }],
  ],
  ['does nothing while it waits', { kind: 'wait', reasons: [{ code: 'primary', message: 'a primary' }] }, []],
  ['has mongod speak TLS to the other members', { kind: 'raise TLS' }, [{ setParameter: 1, tlsMode: 'preferTLS' }]],
  ['has no certificate to renew in a set without TLS', { kind: 'renew certificate' }, []],
])('%s', async (_, action, expected) => {
  expect(await commands(action)).toEqual(expected);
});

test('gives new members their options at once, and the initiating one a place as primary', async () => {
  const members = { 0: { priority: 0, hidden: true }, 1: { priority: 2 }, 3: { votes: 0, priority: 0 } };
  const set = settings([], { topology: { ...plain, members } });
  const { Mongo, asked } = mongosh({ answer: () => ({ config }) });
  const actor = new Actor(new Connections(Mongo, set), 0);
  await actor.act({ kind: 'initiate', ordinals: [0, 1] });
  await actor.act({ kind: 'add', ordinals: [3] });
  expect([asked[0], asked[2]].map((one) => one?.command)).toMatchObject([
    {
      replSetInitiate: {
        members: [
          { _id: 0, host: host(0) },
          { _id: 1, host: host(1), priority: 2 },
        ],
      },
    },
    { replSetReconfig: { members: [{}, {}, {}, { _id: 3, host: host(3), votes: 0, priority: 0 }] } },
  ]);
  expect(JSON.stringify(asked[0])).not.toContain('hidden');
});

test('takes it for done that a mongod which is to end closes the connection, and not that it refuses', async () => {
  const ending = (answer: Error) => {
    const { Mongo } = mongosh({
      answer: () => {
        throw answer;
      },
    });
    const actor = new Actor(new Connections(Mongo, settings()), 0);
    return actor.act({ kind: 'restart mongod' });
  };
  await expect(ending(new Error('connection 3 to 127.0.0.1:27017 closed'))).resolves.toBeUndefined();
  await expect(ending(new MongoServerError(13))).rejects.toThrow('refused with 13');
});

test('takes the next free id where an ordinal is taken as one', async () => {
  const moved = { ...config, members: [{ _id: 3, host: host(0) }] };
  const { Mongo, asked } = mongosh({ answer: () => ({ config: moved }) });
  const actor = new Actor(new Connections(Mongo, settings()), 0);
  await actor.act({ kind: 'add', ordinals: [3] });
  expect(asked.at(-1)?.command).toMatchObject({
    replSetReconfig: {
      members: [
        { _id: 3, host: host(0) },
        { _id: 4, host: host(3) },
      ],
    },
  });
});

test.each([
  ['6.0.5', {}],
  ['7.0.1', { confirm: true }],
  ['8.0.30', { confirm: true }],
])('confirms to a server %s that it is meant, if the server requires it', async (version, confirmation) => {
  const { Mongo, asked } = mongosh({ answer: () => ({ version }) });
  await new Actor(new Connections(Mongo, settings()), 0).act({ kind: 'raise compatibility', version: '6.0' });
  expect(asked.map(({ command }) => command)).toEqual([
    { buildInfo: 1 },
    { setFeatureCompatibilityVersion: '6.0', ...confirmation, writeConcern: majority },
  ]);
});

function connected(given = settings(), answer: () => unknown = () => ({ ok: 1 })) {
  const { Mongo, asked } = mongosh({ answer });
  const connections = new Connections(Mongo, given);
  const renew = () => new Actor(connections, 0).act({ kind: 'renew certificate' });
  return { connections, renew, commands: () => asked.map(({ command }) => command) };
}

test('has mongod serve the Secret’s certificate, from a file that no other user can read, without a restart', async () => {
  const { given } = servingTls();
  const { connections, renew, commands } = connected(given);
  const renewed = newPair();
  writeCertificate(given.tls, renewed);
  await renew();
  const pair = join(given.tls.served, 'pair.pem');
  expect({
    after: await observeTls(connections, 0, []),
    commands: commands(),
    text: readFileSync(pair, 'utf8'),
    mode: statSync(pair).mode & 0o777,
  }).toEqual({
    after: { certificate: 'served' },
    commands: [{ rotateCertificates: 1 }],
    text: `${renewed.certificate}\n${renewed.key}`,
    mode: 0o400,
  });
});

test('tells mongod again if it did not answer', async () => {
  let silent = true;
  const { given } = servingTls();
  const { connections, renew } = connected(given, () => {
    if (silent) throw new Error('connection closed');
    return { ok: 1 };
  });
  await expect(renew()).rejects.toThrow('connection closed');
  const untold = await observeTls(connections, 0, []);
  silent = false;
  await renew();
  expect([untold, await observeTls(connections, 0, [])]).toEqual([{ certificate: 'new' }, { certificate: 'served' }]);
});

test('puts back what mongod served before it refused the new one, which its next start would need', async () => {
  const { given, first } = servingTls();
  const { renew } = connected(given, () => {
    throw new MongoServerError(140);
  });
  writeCertificate(given.tls, newPair());
  await expect(renew()).rejects.toThrow('refused with 140');
  expect(readFileSync(join(given.tls.served, 'pair.pem'), 'utf8')).toBe(`${first.certificate}\n${first.key}`);
});

test('does nothing with a certificate that mongod cannot use, or in a set without TLS', async () => {
  const { given, first } = servingTls();
  const { renew, commands } = connected(given);
  writeCertificate(given.tls, { certificate: first.certificate, key: newPair().key });
  await renew();
  const plain = connected();
  await plain.renew();
  expect([commands(), plain.commands()]).toEqual([[], []]);
  expect(readFileSync(join(given.tls.served, 'pair.pem'), 'utf8')).toBe(`${first.certificate}\n${first.key}`);
});
