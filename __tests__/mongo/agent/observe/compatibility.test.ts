import { Connections } from '../../../../lib/mongo/agent/mongod/connections';
import { Compatibility } from '../../../../lib/mongo/agent/observation';
import { observeCompatibility } from '../../../../lib/mongo/agent/observe/compatibility';
import { Asked, mongosh } from '../mongosh';
import { host, settings } from '../set';

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
