import { CompatibilityVersion, isOlder } from '../../lib/mongo-agent/compatibility';
import { Connections } from '../../lib/mongo-agent/connections';
import { Compatibility } from '../../lib/mongo-agent/decide';
import { Asked, mongosh } from './mongosh';
import { host, settings } from './set';

interface Server {
  readonly current: string;
  readonly targetVersion?: string;
  readonly versions?: Readonly<Record<string, string>>;
}

function agent({ current, targetVersion, versions = {} }: Server, wanted?: string) {
  const answer = ({ command, host: asked }: Asked) => {
    if ('getParameter' in command) return { featureCompatibilityVersion: { version: current, targetVersion } };
    const version = versions[asked];
    if (version === undefined) throw new Error('no answer');
    return { version };
  };
  const { Mongo, asked } = mongosh({ answer });
  const set = settings([], { featureCompatibilityVersion: wanted });
  return { asked, compatibility: new CompatibilityVersion(new Connections(Mongo, () => ['key']), set) };
}

const members = [{ host: host(0) }, { host: host(1) }];
const all = (version: string) => ({ [host(0)]: version, [host(1)]: version });

test.each<[string, Server, string | undefined, Compatibility | undefined]>([
  ['nothing when nothing is asked for', { current: '7.0' }, undefined, undefined],
  ['nothing when the set has it', { current: '7.0' }, '7.0', undefined],
  [
    'what to raise when every member could read it',
    { current: '7.0', versions: all('8.0.30') },
    '8.0',
    { wanted: '8.0', current: '7.0', lower: false, behind: [] },
  ],
  [
    'who runs an older release, or does not answer',
    { current: '7.0', versions: { [host(0)]: '7.0.37' } },
    '8.0',
    { wanted: '8.0', current: '7.0', lower: false, behind: [host(0), host(1)] },
  ],
  [
    'what a change that was cut short still needs',
    { current: '8.0', targetVersion: '8.0', versions: all('8.0.30') },
    '8.0',
    { wanted: '8.0', current: '8.0', lower: false, behind: [] },
  ],
  ['a wish for less', { current: '8.0' }, '7.0', { wanted: '7.0', current: '8.0', lower: true, behind: [] }],
])('sees %s', async (_, server, wanted, expected) => {
  expect(await agent(server, wanted).compatibility.observe(members)).toEqual(expected);
});

test.each([
  ['6.0.5', {}],
  ['8.0.30', { confirm: true }],
])('tells a server %s that it is meant, where the server asks for that', async (version, confirmation) => {
  const { asked, compatibility } = agent({ current: '5.0', versions: { '127.0.0.1:27017': version } });
  await compatibility.raise('6.0');
  expect(asked.at(-1)?.command).toEqual({
    setFeatureCompatibilityVersion: '6.0',
    ...confirmation,
    writeConcern: { w: 'majority', wtimeout: 10000 },
  });
});

test.each([
  ['7.0', '8.0', true],
  ['8.0', '8.2', true],
  ['8.0.30', '8.0', false],
  ['10.0', '9.0', false],
])('%s is older than %s: %s', (one, other, older) => {
  expect(isOlder(one, other)).toBe(older);
});
