import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { ordinary } from '../../../../lib/mongo/agent/decide/member-options';
import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { isOlder } from '../../../../lib/mongo/agent/observe/configuration';
import { Compatibility } from '../../../../lib/mongo/agent/observation';
import { observeCompatibility } from '../../../../lib/mongo/agent/observe/configuration';
import { memberPlaces, podNodeLabels } from '../../../../lib/mongo/agent/observe/configuration';
import { observeConfiguration } from '../../../../lib/mongo/agent/observe/configuration';
import { Asked, mongosh } from '../mongosh';
import { host, plain, settings } from '../set';

/** A 64-bit integer as mongosh returns it. */
function long(value: number) {
  return { low: value, high: 0, toString: () => String(value) };
}

test("gives the members their options, and a stranger's too, in plain numbers", async () => {
  const config = {
    members: [
      {
        host: host(0),
        horizons: { outside: 'mongo-0.example.com:27017' },
        votes: 1,
        priority: 2,
        hidden: false,
        secondaryDelaySecs: long(0),
        tags: {},
        arbiterOnly: false,
      },
      {
        host: 'elsewhere:27017',
        votes: 0,
        priority: 0,
        hidden: true,
        secondaryDelaySecs: long(60),
        tags: { use: 'x' },
      },
    ],
    settings: { electionTimeoutMillis: 10000 },
  };
  const members = [
    { host: host(0), ordinal: 0, state: 'PRIMARY' },
    { host: 'elsewhere:27017', ordinal: undefined, state: 'SECONDARY' },
  ];
  const { Mongo } = mongosh({ answer: () => ({ config }) });
  const seen = await observeConfiguration(new Connections(Mongo, settings()), plain, members);
  expect(seen).toEqual({
    members: [
      { ...members[0], options: { ...ordinary, priority: 2 }, outside: 'mongo-0.example.com:27017' },
      {
        ...members[1],
        options: { votes: 0, priority: 0, hidden: true, secondaryDelaySecs: 60, tags: { use: 'x' } },
      },
    ],
    topology: { desired: plain, electionTimeoutMillis: 10000, nodeLabels: {} },
    nodes: {},
  });
});

test.each([
  [
    { zone: 'a', region: 'north' },
    { NODE_ZONE: 'a', NODE_REGION: 'north' },
  ],
  [{ zone: 'a' }, { NODE_ZONE: 'a', NODE_REGION: '' }],
  [{}, {}],
])('reads the labels of its node as %j', (labels, environment) => {
  expect(podNodeLabels(environment)).toEqual(labels);
});

test.each([
  [
    'the node and the labels that its agent reports',
    { 0: { node: 'one', nodeLabels: { zone: 'a' } } },
    '{"node":"one","nodeLabels":{"zone":"a"}}',
    'SECONDARY',
  ],
  ['nothing of an agent that does not know', { 0: {} }, '{"ready":true}', 'SECONDARY'],
  ['nothing of an answer that is none', {}, '<html>', 'SECONDARY'],
  ['nothing of a member that is down', {}, '{"nodeLabels":{"zone":"a"}}', '(not reachable/healthy)'],
])('takes of a member %s', async (_, labels, answer, state) => {
  const server = createServer((request, response) => response.end(request.url === '/status' ? answer : ''));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port: agentPort } = server.address() as AddressInfo;
  const seen = await memberPlaces({ ...settings(), agentPort }, [{ ordinal: 0, state }], () => '127.0.0.1');
  server.close();
  expect(seen).toEqual(labels);
});

interface Server {
  readonly current: string;
  readonly targetVersion?: string;
  readonly versions?: Readonly<Record<string, string>>;
}

function connections({ current, targetVersion, versions = {} }: Server): Connections {
  const answer = ({ command, host: asked }: Asked) => {
    if ('getParameter' in command) return { featureCompatibilityVersion: { version: current, targetVersion } };
    const version = versions[asked];
    if (version === undefined) throw new Error('no answer');
    return { version };
  };
  return new Connections(mongosh({ answer }).Mongo, settings());
}

const members = [{ host: host(0) }, { host: host(1) }];
const all = (version: string) => ({ [host(0)]: version, [host(1)]: version });

test.each<[string, Server, string | undefined, Compatibility | undefined]>([
  ['nothing when nothing is desired', { current: '7.0' }, undefined, undefined],
  ['nothing when the set has it', { current: '7.0' }, '7.0', undefined],
  [
    'what to raise when every member can read it',
    { current: '7.0', versions: all('8.0.30') },
    '8.0',
    { desired: '8.0', current: '7.0', lower: false, behind: [] },
  ],
  [
    'the members that run an older release, or do not answer',
    { current: '7.0', versions: { [host(0)]: '7.0.37' } },
    '8.0',
    { desired: '8.0', current: '7.0', lower: false, behind: [host(0), host(1)] },
  ],
  [
    'that a change that was cut short is still due',
    { current: '8.0', targetVersion: '8.0', versions: all('8.0.30') },
    '8.0',
    { desired: '8.0', current: '8.0', lower: false, behind: [] },
  ],
  ['that less is desired', { current: '8.0' }, '7.0', { desired: '7.0', current: '8.0', lower: true, behind: [] }],
])('sees %s', async (_, server, featureCompatibilityVersion, expected) => {
  expect(await observeCompatibility(connections(server), { featureCompatibilityVersion }, members)).toEqual(expected);
});

test.each([
  ['7.0', '8.0', true],
  ['8.0', '8.2', true],
  ['8.0.30', '8.0', false],
  ['10.0', '9.0', false],
])('%s is older than %s: %s', (one, other, older) => {
  expect(isOlder(one, other)).toBe(older);
});
