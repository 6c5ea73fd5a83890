import { Actor } from '../../../../lib/mongo/agent/act/actor';
import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { Action } from '../../../../lib/mongo/agent/observation';
import { Asked, mongosh, MongoServerError } from '../mongosh';
import { app, host, plain, settings, writeSecret } from '../set';

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
