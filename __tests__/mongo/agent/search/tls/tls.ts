import { Observation, TlsAnswer } from '../../../../../lib/mongo/agent/observation';
import { AgentCode, agentCode, inWords } from '../agent';
import { Model, Step } from '../search';

type Mode = 'off' | 'allow' | 'prefer' | 'require';

interface TlsPod {
  readonly up: boolean;
  /** The place in the plan of the mode that the pod was created with. */
  readonly revision: number;
  /** The mode of mongod now. */
  readonly mode: Mode;
  /** False for a certificate of an authority that the others do not trust. */
  readonly isTrusted: boolean;
  /** The certificate in the Secret, if mongod does not serve it yet. */
  readonly secret: 'served' | 'new' | 'refused';
  readonly due: 'raise TLS' | 'renew certificate' | undefined;
}

/** The modes of TLS of a set, whose pods a rollout replaces one by one. */
export interface TlsWorld {
  readonly applied: number;
  readonly faults: number;
  readonly pods: readonly TlsPod[];
}

/** The bounds of a search over the modes of TLS. */
export interface TlsScenario {
  readonly name: string;
  readonly plan: readonly Mode[];
  readonly faults?: number;
  /** The pods that begin otherwise, by ordinal. */
  readonly pods?: Readonly<Record<number, Partial<TlsPod>>>;
}

// A set with the mode `prefer` starts with `allowTLS`, and its agents raise it.
const started: Readonly<Record<Mode, Mode>> = { off: 'off', allow: 'allow', prefer: 'allow', require: 'require' };
const size = 3;

/** Returns the model of a set of three whose mode of TLS changes. */
export function tlsModel(
  { name, plan, faults = 0, pods = {} }: TlsScenario,
  code: AgentCode = agentCode,
): Model<TlsWorld> {
  const [first = 'off'] = plan;
  const pod: TlsPod = { up: true, revision: 0, mode: first, isTrusted: true, secret: 'served', due: undefined };
  const begin: TlsWorld = {
    applied: 0,
    faults,
    pods: Array.from({ length: size }, (_, at) => ({ ...pod, ...pods[at] })),
  };

  const steps = (world: TlsWorld): Step<TlsWorld>[] => [
    ...outside(world, plan),
    ...world.pods.flatMap((one, at) => [
      ...podSteps(world, at, plan),
      ...(one.up ? agentSteps(world, at, plan, code) : []),
    ]),
  ];
  return {
    name,
    begins: [begin],
    canonical: (world) => world,
    key: (world) => JSON.stringify(world),
    steps: (world) => Promise.resolve(steps(world)),
    broken: () => undefined,
    unrest: (world) => Promise.resolve(unrest(world, plan, code)),
  };
}

function outside(world: TlsWorld, plan: readonly Mode[]): Step<TlsWorld>[] {
  const { applied, faults, pods } = world;
  const next = plan[applied + 1];
  const apply = {
    name: `the user applies the mode ${next ?? ''}`,
    to: { ...world, applied: applied + 1 },
    isOutside: true,
  };
  const kill = (at: number) => ({
    name: `mongo-${at} is killed`,
    to: { ...withPod(world, at, { up: false }), faults: faults - 1 },
    isOutside: true,
  });
  const killed = faults > 0 ? pods.flatMap(({ up }, at) => (up ? [kill(at)] : [])) : [];
  // A step of the plan waits for the rollout of the one before.
  return [
    ...killed,
    ...(next && pods.every(({ revision }) => revision === applied) && isServing(world) ? [apply] : []),
  ];
}

/** A rollout replaces pods that are not ready, then the others from the highest ordinal, each once all are ready. */
function podSteps(world: TlsWorld, at: number, plan: readonly Mode[]): Step<TlsWorld>[] {
  const { pods, applied } = world;
  const pod = pods[at];
  if (!pod) return [];
  const revision = applied;
  const mode = started[plan[revision] ?? 'off'];
  const fresh = { up: true, revision, mode, due: undefined };
  if (!pod.up) return [{ name: `mongo-${at} starts with ${mode}`, to: withPod(world, at, fresh) }];
  const isLast = pods.every((other, place) => place <= at || other.revision === applied);
  const isTurn = !isReady(world, at) || (isLast && pods.every((_, place) => isReady(world, place)));
  if (pod.revision === applied || !isTurn) return [];
  return [{ name: `mongo-${at} is replaced, and starts with ${mode}`, to: withPod(world, at, fresh) }];
}

function agentSteps(world: TlsWorld, at: number, plan: readonly Mode[], code: AgentCode): Step<TlsWorld>[] {
  const pod = world.pods[at];
  if (!pod) return [];
  if (pod.due) {
    const change: Partial<TlsPod> =
      pod.due === 'renew certificate'
        ? { secret: pod.secret === 'new' ? 'served' : pod.secret, isTrusted: pod.secret === 'new' || pod.isTrusted }
        : { mode: pod.mode === 'allow' ? 'prefer' : pod.mode };
    const to = withPod(world, at, { ...change, due: undefined });
    const name = `the agent of mongo-${at} carries out ${pod.due}`;
    return [{ name, to }];
  }
  const action = code.decide(observed(world, at, plan));
  if (!code.isChange(action)) return [];
  const name = `the agent of mongo-${at} decides to ${inWords(action)}`;
  const { kind } = action;
  if (kind !== 'raise TLS' && kind !== 'renew certificate')
    return [{ name, to: world, breaks: 'an action that is not due' }];
  const change: Partial<TlsPod> = kind === 'raise TLS' ? { mode: 'prefer' } : { secret: 'served', isTrusted: true };
  const isDue = kind === 'raise TLS' ? pod.mode === 'allow' : pod.secret === 'new';
  return [
    {
      name,
      to: withPod(world, at, { due: kind }),
      breaks: isDue ? givenUp(world, withPod(world, at, change), at) : 'an action that changes nothing',
    },
  ];
}

function observed(world: TlsWorld, at: number, plan: readonly Mode[]): Observation {
  const pod = world.pods[at];
  const mode = pod && plan[pod.revision];
  const isRaised = mode === 'prefer' && pod?.mode === 'allow';
  const answers = Object.fromEntries(world.pods.map((_, other) => [`mongo-${other}`, answerOf(world, other)]));
  return {
    ordinal: at,
    replicas: size,
    state: 'secondary',
    listed: true,
    lostSeconds: 0,
    members: world.pods.map((_, ordinal) => ({
      host: `mongo-${ordinal}`,
      ordinal,
      state: ordinal === 0 ? 'PRIMARY' : 'SECONDARY',
    })),
    peers: {},
    users: [],
    compatibility: undefined,
    tls:
      mode === 'off'
        ? undefined
        : {
            certificate: pod?.secret ?? 'served',
            ...(pod?.secret === 'refused' && { problem: 'tls.crt ended' }),
            ...(isRaised && { answers }),
          },
  };
}

function answerOf({ pods }: TlsWorld, at: number): TlsAnswer {
  const pod = pods[at];
  if (!pod?.up) return 'silent';
  if (pod.mode === 'off') return 'plain';
  return pod.isTrusted ? 'tls' : 'untrusted';
}

/** Returns true if a member's connections to another one are accepted. */
function isHeard({ pods }: TlsWorld, from: number, to: number): boolean {
  const [one, other] = [pods[from], pods[to]];
  if (from === to || !one?.up || !other?.up) return from === to && one?.up === true;
  const speaksTls = one.mode === 'prefer' || one.mode === 'require';
  if (speaksTls) return other.mode !== 'off' && other.isTrusted && one.isTrusted;
  return other.mode !== 'require';
}

function connected(world: TlsWorld, at: number): number {
  return world.pods.filter((_, other) => isHeard(world, at, other) && isHeard(world, other, at)).length;
}

function isReady(world: TlsWorld, at: number): boolean {
  return 2 * connected(world, at) > size;
}

function isServing(world: TlsWorld): boolean {
  return world.pods.filter((_, at) => isReady(world, at)).length * 2 > size;
}

function givenUp(before: TlsWorld, after: TlsWorld, at: number): string | undefined {
  if (isServing(before) && !isServing(after)) return 'a majority in sync is given up';
  return connected(after, at) < connected(before, at) ? 'a member cuts itself off from another one' : undefined;
}

function unrest(world: TlsWorld, plan: readonly Mode[], code: AgentCode): string | undefined {
  const mode = plan[world.applied];
  const waits = world.pods.map((_, at) => {
    const action = code.decide(observed(world, at, plan));
    return action.kind === 'wait' ? action.reasons.map(({ message }) => message).join('; ') : '';
  });
  const silent = world.pods.findIndex(
    ({ secret }, at) => mode !== 'off' && secret === 'refused' && !waits[at]?.includes('tls.crt ended'),
  );
  if (silent >= 0) return `rest, and no agent names the obstacle: the certificate of mongo-${silent}`;
  const forgotten = world.pods.findIndex(({ secret }) => mode !== 'off' && secret === 'new');
  if (forgotten >= 0)
    return `rest without an obstacle: mongo-${forgotten} does not serve the certificate in its Secret`;
  const untrusted = world.pods.findIndex(({ isTrusted }) => !isTrusted);
  const late = world.pods.findIndex(
    (pod, at) => pod.mode !== mode && (untrusted < 0 || !waits[at]?.includes(`mongo-${untrusted} to`)),
  );
  return late >= 0 ? `rest without an obstacle: mongo-${late} has the mode ${world.pods[late]?.mode ?? ''}` : undefined;
}

function withPod(world: TlsWorld, at: number, change: Partial<TlsPod>): TlsWorld {
  return { ...world, pods: world.pods.map((pod, index) => (index === at ? { ...pod, ...change } : pod)) };
}
