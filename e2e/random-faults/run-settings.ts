import { Tier } from '../tiers';
import { FaultKind, kindsWithin, Reach, reaches } from './fault-kinds';

/** What a run of random faults does, by the variables of its environment. */
export interface RunSettings {
  readonly seed: number;
  /** No round begins after that many minutes. */
  readonly minutes: number;
  readonly kinds: readonly FaultKind[];
  /** The number of the first round of the seed. */
  readonly from: number;
  /** The name of the round to which the run is confined: once, or as often as begins within `minutes`. */
  readonly only?: string;
  /** Known rounds come before those of the seed. */
  readonly knownFirst: boolean;
  readonly storageClass?: string;
  /** The write concern of the recorded operations is 1, so that their history may be refused. */
  readonly confirmedByOne: boolean;
  /** Repeats the run. */
  readonly command: string;
}

const usualMinutes: Readonly<Record<0 | Tier, number>> = { 0: 1, 1: 10, 2: 60 };

/**
 * A seed whose first rounds, those of ten minutes with the known ones, have every kind of fault but that of volumes of limited size. Primaries
 * lose their pod, their volume, their network and their power.
 */
const usualSeed = 1_756_240;

/**
 * CI runs the rounds of one seed on every commit, so that a failure is the commit's; a run of `E2E_LONG=2` has another one each time.
 */
export function runSettings(
  env: Readonly<Record<string, string | undefined>>,
  hasNodes: boolean,
  tier: 0 | Tier,
): RunSettings {
  const number = (name: string, usual: number) => {
    const value = Number(env[name] ?? usual);
    if (Number.isNaN(value)) throw new Error(`${name} must be a number, got ${env[name] ?? ''}`);
    return value;
  };
  const seed = number('FAULTS_SEED', tier === 2 ? Date.now() % 1_000_000 : usualSeed);
  const reach = reachOf(env['FAULTS_REACH'] ?? usualReach(hasNodes, tier));
  const from = number('FAULTS_FROM', 0);
  const only = env['FAULTS_ROUND'];
  const minutes = number('FAULTS_MINUTES', only === undefined ? usualMinutes[tier] : 0);
  const storageClass = env['FAULTS_STORAGE_CLASS'];
  const variables = {
    FAULTS_SEED: seed,
    FAULTS_MINUTES: minutes,
    FAULTS_REACH: reach,
    FAULTS_STORAGE_CLASS: storageClass,
    FAULTS_W: env['FAULTS_W'],
    FAULTS_ROUND: only,
    FAULTS_FROM: env['FAULTS_FROM'],
  };
  const given = Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return {
    seed,
    minutes,
    from,
    only,
    storageClass,
    confirmedByOne: env['FAULTS_W'] === '1',
    kinds: kindsWithin(reach, storageClass !== undefined),
    knownFirst: tier > 0 && hasNodes && env['FAULTS_FROM'] === undefined,
    command: `${given.join(' ')} npm run e2e -- mongo-random-faults`,
  };
}

function usualReach(hasNodes: boolean, tier: 0 | Tier): Reach {
  if (!hasNodes) return 'namespace';
  return tier === 0 ? 'nodes' : 'cluster';
}

function reachOf(text: string): Reach {
  const reach = reaches.find((one) => one === text);
  if (reach === undefined) throw new Error(`FAULTS_REACH must be namespace, nodes or cluster, got ${text}`);
  return reach;
}
