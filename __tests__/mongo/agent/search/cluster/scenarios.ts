import { MemberOptions } from '../../../../../lib/mongo/agent/contract';
import { host } from '../../set';
import { foreignHost, stored } from './configuration';
import { otherSet } from './invariants';
import { Applied, Scenario } from './scenario';
import { Config, emptyPod, Pod, worldOf, World } from './world';

type Options = Readonly<Record<string, Partial<MemberOptions>>>;

/** Returns pods without a set, as many as given. */
function emptyPods(count: number, absent = 0): Pod[] {
  return Array.from({ length: count + absent }, (_, at) => ({ ...emptyPod, up: at < count }));
}

/** Returns a running set with `count` members, of which one is primary, and pods that do not run. */
function running(
  count: number,
  absent = 0,
  { members = {}, leader = 0, foreign = false }: { members?: Options; leader?: number; foreign?: boolean } = {},
): Pod[] {
  const hosts = Array.from({ length: count }, (_, at) => host(at));
  if (foreign) hosts.push(foreignHost);
  const config: Config = {
    set: 'set 1',
    term: 1,
    version: 1,
    electionTimeoutMillis: 5000,
    members: hosts.map((name, at) => stored({ _id: at, host: name, ...members[at] })),
  };
  const member = { ...emptyPod, config, term: 1, log: [1] };
  const others = emptyPods(0, absent);
  const all = Array.from({ length: count }, (_, at) => ({ ...member, primary: at === leader }));
  return [...all, ...others, ...(foreign ? [member] : [])];
}

function bootstrap(
  count: number,
  name: string,
  given: Partial<Scenario>,
  world: Partial<World> = {},
  pods = emptyPods(count),
): Scenario {
  return { name, begins: [worldOf(pods, world)], plan: [{ replicas: count }], faults: [], ...given };
}

function change(
  name: string,
  pods: readonly Pod[],
  plan: readonly Applied[],
  given: Partial<Scenario> = {},
  world: Partial<World> = {},
): Scenario {
  return { name, begins: [worldOf(pods, world)], plan, faults: [], ...given };
}

const stray: Partial<Pod> = { stray: true };
const other: Partial<Pod> = {
  config: { set: otherSet, term: 0, version: 0, electionTimeoutMillis: 5000, members: [{ _id: 0, host: host(8) }] },
};

function changed(pods: readonly Pod[], at: number, given: Partial<Pod>): Pod[] {
  return pods.map((pod, place) => (place === at ? { ...pod, ...given } : pod));
}

const hidden = { priority: 0, hidden: true };
const nonVoting = { votes: 0, priority: 0 };

const outside = [0, 1, 2].map((ordinal) => `mongo-${ordinal}.example.com:27017`);

/** The searches of every test run. */
export const scenarios: readonly Scenario[] = [
  bootstrap(1, 'a first set of one', { faults: ['crash', 'api', 'dns'] }, { faults: 2 }),
  bootstrap(3, 'a first set of three, one fault', { faults: ['crash', 'cut', 'wipe', 'api'] }, { faults: 1 }),
  bootstrap(3, 'a pod with data of no set', {}, {}, changed(emptyPods(3), 1, stray)),
  bootstrap(3, 'a pod of another set', {}, {}, changed(emptyPods(3), 2, other)),
  change('from 1 to 3, a write', running(1, 2), [{ replicas: 1 }, { replicas: 3 }], {}, { writes: 1 }),
  change(
    'from 1 to 2, a fault, a write',
    running(1, 1),
    [{ replicas: 1 }, { replicas: 2 }],
    { faults: ['crash', 'api', 'wipe', 'cut'] },
    { faults: 1, writes: 1 },
  ),
  change(
    'from 3 to 1, a pod that is not drained in time',
    running(3),
    [{ replicas: 3 }, { replicas: 1 }],
    { faults: ['overtime'] },
    { faults: 1 },
  ),
  change('from 1 to 3, a pod with data of no set', changed(running(1, 2), 1, stray), [
    { replicas: 1 },
    { replicas: 3 },
  ]),
  change('from 1 to 3, a pod of another set', changed(running(1, 2), 2, other), [{ replicas: 1 }, { replicas: 3 }]),
  change(
    'three members, a lost volume or a kill, a write',
    running(3),
    [{ replicas: 3 }],
    { faults: ['wipe', 'crash'] },
    { faults: 1, writes: 1 },
  ),
  change('options of three', running(3), [{ replicas: 3 }, { replicas: 3, members: { 0: hidden, 2: nonVoting } }]),
  change('options and replicas at once', running(1, 1), [
    { replicas: 1 },
    { replicas: 2, members: { 1: nonVoting }, electionTimeoutMillis: 2000 },
    { replicas: 2 },
  ]),
  change('from 1 to nothing and back', running(1), [{ replicas: 1 }, { replicas: 0 }, { replicas: 1 }]),
  change(
    'from 2 to 3 to 1 beside a member elsewhere',
    running(2, 1, { foreign: true }),
    [{ replicas: 2 }, { replicas: 3 }, { replicas: 1 }],
    { foreign: true },
  ),
  change(
    'two members, names that do not resolve',
    running(2),
    [{ replicas: 2 }],
    { faults: ['dns', 'crash'] },
    { faults: 3 },
  ),
  change('hosts outside, the certificate is late, one more member, and back', running(1, 1), [
    { replicas: 1 },
    { replicas: 1, outside: outside.slice(0, 1), named: [] },
    { replicas: 1, outside: outside.slice(0, 1) },
    { replicas: 2, outside: outside.slice(0, 2) },
    { replicas: 2 },
  ]),
  change('hosts outside, of which the next member has none', running(1, 1), [
    { replicas: 1, outside: outside.slice(0, 1) },
    { replicas: 2, outside: outside.slice(0, 1) },
    { replicas: 2, outside: outside.slice(0, 2) },
    { replicas: 1, outside: outside.slice(0, 1) },
  ]),
  change('a newer release and its data format', running(2), [
    { replicas: 2 },
    { replicas: 2, release: 7 },
    { replicas: 2, release: 7, featureCompatibilityVersion: '7.0' },
    { replicas: 2, release: 7, featureCompatibilityVersion: '6.0' },
  ]),
];

/** Larger searches. */
export const slowScenarios: readonly Scenario[] = [
  change(
    'from 2 to 1, its primary is surplus, a fault, a write',
    running(2, 0, { leader: 1 }),
    [{ replicas: 2 }, { replicas: 1 }],
    { faults: ['crash', 'overtime', 'cut'] },
    { faults: 1, writes: 1 },
  ),
  change(
    'a vote from one member to another, a fault',
    running(3, 0, { members: { 1: nonVoting } }),
    [
      { replicas: 3, members: { 1: nonVoting } },
      { replicas: 3, members: { 2: nonVoting } },
    ],
    { faults: ['wipe', 'crash'] },
    { faults: 1 },
  ),
  change('from 3 to 1, its primary is surplus', running(3, 0, { leader: 2 }), [{ replicas: 3 }, { replicas: 1 }]),
  bootstrap(3, 'a first set of three, two faults', { faults: ['crash', 'cut', 'wipe', 'api'] }, { faults: 2 }),
  change(
    'from 1 to 3, a fault, a write',
    running(1, 2),
    [{ replicas: 1 }, { replicas: 3 }],
    { faults: ['crash', 'wipe', 'cut'] },
    { faults: 1, writes: 1 },
  ),
  change(
    'from 5 to 3, a pod that is not drained in time',
    running(5),
    [{ replicas: 5 }, { replicas: 3 }],
    { faults: ['overtime'] },
    { faults: 1 },
  ),
  change('from 3 to 5 to 3', running(3, 2), [{ replicas: 3 }, { replicas: 5 }, { replicas: 3 }]),
  change('from 3 to 1 to 3', running(3), [{ replicas: 3 }, { replicas: 1 }, { replicas: 3 }]),
  change(
    'hosts outside of three, a fault',
    running(3),
    [{ replicas: 3 }, { replicas: 3, outside }, { replicas: 3 }],
    { faults: ['wipe', 'cut'] },
    { faults: 1 },
  ),
];
