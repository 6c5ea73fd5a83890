import { Action, Change } from '../../../../../lib/mongo/agent/observation';
import { settings } from '../../set';
import { AgentCode, carriedOut, connectionsTo, decision, inWords } from '../agent';
import { Step } from '../search';
import { placeOf } from './configuration';
import { brokenBy } from './invariants';
import { isForeign } from './kubernetes';
import { answer, codeOf, nameOf } from './mongod';
import { appliedAt, certificateOf, desiredOf, revisionOf, Scenario } from './scenario';
import { ordinals, Pod, podOf, reaches, textOf, withPod, World } from './world';

/** A decision, and the invariant that it breaks at the moment at which it is taken. */
interface Decided {
  readonly action: Action;
  readonly breaks?: string;
}

const settingsByState = new Map<string, ReturnType<typeof settings>>();

/** Returns the agents of a cluster that follow a scenario. */
export function agentsOf(scenario: Scenario, code: AgentCode) {
  const { plan } = scenario;
  let current: World;
  let after: World | undefined;
  const filesOf = (file: number) => {
    const desired = desiredOf(appliedAt(plan, file));
    const key = JSON.stringify(desired);
    const known = settingsByState.get(key) ?? settings([], desired);
    settingsByState.set(key, known);
    return known;
  };
  const connections = new Map<string, ReturnType<typeof connectionsTo>>();
  const connectionsOf = (at: number, file: number) => {
    const key = `${at} ${file}`;
    const known =
      connections.get(key) ??
      connectionsTo(filesOf(file), (host, _, command) => {
        const place = host.startsWith('127.0.0.1') ? at : placeOf(current, host);
        if (place < 0 || !reaches(current, at, place)) throw new Error('connect ECONNREFUSED');
        const { reply, to } = answer({ world: current, at: place, command });
        if (to) current = after = to;
        if (!podOf(current, place).up) throw new Error('connection closed');
        return reply ?? {};
      });
    connections.set(key, known);
    return known;
  };

  const perform = async (world: World, at: number, action: Change) => {
    current = world;
    after = undefined;
    const error = await carriedOut(code, connectionsOf(at, podOf(world, at).file), at, action);
    return { to: (after as World | undefined) ?? world, error };
  };

  const decided = new Map<string, Decided>();
  const decide = async (world: World, at: number): Promise<Decided> => {
    const key = `${at} ${podOf(world, at).failed.join()} ${textSeen(world)}`;
    const known = decided.get(key);
    if (known) return known;
    current = world;
    const { applied, api, dns } = world;
    const { lost, file, failed } = podOf(world, at);
    const found = appliedAt(plan, applied);
    const action = await decision(code, connectionsOf(at, file), {
      ordinal: at,
      ...(api
        ? { replicas: found.replicas, revision: revisionOf(found) }
        : { replicas: undefined, apiProblem: 'timeout' }),
      lostSeconds: lost && dns ? 60 : 0,
      tls: certificateOf(appliedAt(plan, file)),
      failed,
    });
    const result = { action, breaks: code.isChange(action) ? await refusalOf(world, at, action) : undefined };
    decided.set(key, result);
    return result;
  };

  /** Returns the invariant that an action breaks if nothing comes between the decision and it. */
  const refusalOf = async (world: World, at: number, action: Change): Promise<string | undefined> => {
    const { to, error } = await perform(world, at, action);
    const refused = codeOf(error);
    // A majority that does not answer, or does not have the last change yet, will.
    const isWaiting =
      refused === undefined ||
      refused === 308 ||
      refused === 10107 ||
      (error instanceof Error && error.message === 'no majority answers');
    if (!isWaiting) return `the server must refuse it: ${error instanceof Error ? error.message : ''}`;
    if (refused === undefined && error === undefined && to === world) return 'an action that changes nothing';
    return brokenBy(world, to, at, scenario);
  };

  return {
    decide,
    running: (world: World) => ordinals(world).filter((at) => podOf(world, at).up && !isForeign(world, at, scenario)),
    act: async (world: World, at: number, action: Change): Promise<Step<World>> => {
      const { to, error } = await perform(world, at, action);
      const text = JSON.stringify(action);
      const { failed } = podOf(world, at);
      const remembered = failed.includes(text) ? [text] : [...failed, text];
      const isFailed = error !== undefined;
      const next = withPod(to, at, { due: undefined, ...(isFailed && scenario.remembers && { failed: remembered }) });
      const refused = isFailed ? `, which fails: ${error instanceof Error ? error.message : ''}` : '';
      return { name: `the agent of ${nameOf(world, at)} carries out ${inWords(action)}${refused}`, to: next };
    },
  };
}

const seenPods = new WeakMap<Pod, object>();

/** Returns all of a world that an agent may see, as text. */
function textSeen({ applied, api, dns, cut, format, pods }: World): string {
  return [applied, api, dns, cut, format, ...pods.map((pod) => textOf(seenOf(pod)))].join();
}

function seenOf(pod: Pod): object {
  const known = seenPods.get(pod) ?? { ...pod, due: undefined, failed: undefined, resting: undefined };
  seenPods.set(pod, known);
  return known;
}
