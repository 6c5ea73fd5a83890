import { hasEntry, isMajority, isNewer, memberAt, stateOfMongod, votersOf } from './configuration';
import { nameOf } from './mongod';
import { Scenario, stateApplied } from './scenario';
import { Step } from '../search';
import { ordinals, Pod, podOf, withPod, World } from './world';

/** The faults that a scenario may have. */
export type Fault = 'crash' | 'wipe' | 'cut' | 'api' | 'dns' | 'overtime';

/** Returns a fault's effect on a pod, or on what is between the pods; undefined if it cannot come. */
const faults: Readonly<Record<Fault, (world: World, at: number, scenario: Scenario) => World | undefined>> = {
  crash: (world, at) => ended(world, at),
  wipe: wiped,
  cut: (world, at) => (world.cut === 0 ? { ...world, cut: 1 << at } : undefined),
  api: (world, at) => (at === 0 && world.api ? { ...world, api: false } : undefined),
  dns: (world, at) => (at === 0 && world.dns ? { ...world, dns: false } : undefined),
  overtime: (world, at, scenario) => (isSurplus(world, at, scenario) ? ended(world, at) : undefined),
};

const faultsInWords: Readonly<Record<Fault, string>> = {
  crash: 'is killed',
  wipe: 'loses its volume',
  cut: 'is cut off from the other pods',
  api: 'and all others do not reach the API server',
  dns: 'and all others do not resolve names',
  overtime: 'is killed when its time to drain ends',
};

/** Returns the steps from outside: a fault, or the next state that the user applies. */
export function outsideSteps(world: World, scenario: Scenario): Step<World>[] {
  const due = world.faults > 0 ? scenario.faults : [];
  const steps = due.flatMap((fault) =>
    ordinals(world).flatMap((at) => {
      const to = faults[fault](world, at, scenario);
      if (!to) return [];
      return [
        { name: `${nameOf(world, at)} ${faultsInWords[fault]}`, to: { ...to, faults: to.faults - 1 }, isOutside: true },
      ];
    }),
  );
  const next = scenario.plan[world.applied + 1];
  if (!next) return steps;
  const applied = { ...world, applied: world.applied + 1 };
  return [...steps, { name: `the user applies ${JSON.stringify(next)}`, to: applied, isOutside: true }];
}

/** Returns the steps of the StatefulSet, the kubelets and of what comes back by itself. */
export function kubernetesSteps(world: World, scenario: Scenario): Step<World>[] {
  const back = [
    ...(world.cut === 0 ? [] : [{ name: 'the network is whole again', to: { ...world, cut: 0 } }]),
    ...(world.api ? [] : [{ name: 'the API server answers again', to: { ...world, api: true } }]),
    ...(world.dns ? [] : [{ name: 'names resolve again', to: { ...world, dns: true } }]),
  ];
  return [...back, ...ordinals(world).flatMap((at) => podSteps(world, at, scenario))];
}

function podSteps(world: World, at: number, scenario: Scenario): Step<World>[] {
  const pod = podOf(world, at);
  const { replicas, release = pod.release } = stateApplied(world, scenario);
  const name = nameOf(world, at);
  const file = world.applied;
  if (!pod.up) {
    if (at >= replicas && !isForeign(world, at, scenario)) return [];
    const started = { up: true, lost: !world.dns && pod.config !== undefined, file, release };
    return [{ name: `${name} starts`, to: withPod(world, at, started) }];
  }
  const steps: Step<World>[] = [];
  // Its files matter to a pod that may act alone: elsewhere it makes no difference when they are renewed.
  if (pod.file !== file && (pod.primary || !pod.config))
    steps.push({ name: `the kubelet renews the files of ${name}`, to: withPod(world, at, { file }) });
  if (isSurplus(world, at, scenario) && hasLeft(world, at, replicas))
    steps.push({ name: `${name} ends, drained`, to: withPod(world, at, { ...stopped, due: undefined }) });
  if (pod.release !== release && world.pods.every(({ up }, other) => up || other >= replicas))
    steps.push({
      name: `${name} is replaced by one of release ${release}`,
      to: withPod(world, at, { ...stopped, release }),
    });
  return steps;
}

const stopped: Partial<Pod> = { up: false, primary: false, resting: false, lost: false };

function ended(world: World, at: number): World | undefined {
  return podOf(world, at).up ? withPod(world, at, stopped) : undefined;
}

/** Returns true for a pod that is scaled away, and ends once it is drained. */
export function isSurplus(world: World, at: number, scenario: Scenario): boolean {
  return at >= stateApplied(world, scenario).replicas && !isForeign(world, at, scenario);
}

/** Returns true for the pod that stands for a member elsewhere. */
export function isForeign({ pods }: World, at: number, { foreign }: Scenario): boolean {
  return foreign === true && at === pods.length - 1;
}

function hasLeft(world: World, at: number, replicas: number): boolean {
  const state = stateOfMongod(world, at);
  return replicas === 0 || ('code' in state && state.code === 93);
}

/**
 * A volume is lost only while a majority without it has all that was acknowledged, the newest configuration and the newest term: a set
 * that loses a majority's disks has lost data, whatever its agents do.
 */
function wiped(world: World, at: number): World | undefined {
  const { pods, acknowledged } = world;
  const newest = pods.reduce<Pod | undefined>(
    (best, pod) => (!best?.config || (pod.config && isNewer(pod.config, best.config)) ? pod : best),
    undefined,
  )?.config;
  const term = Math.max(...pods.map((pod) => pod.term));
  const holds = (place: number): boolean => {
    const pod = podOf(world, place);
    const isCurrent = pod.term === term && pod.config?.term === newest?.term && pod.config?.version === newest?.version;
    return place !== at && isCurrent && pod.log.length > 0 && (!acknowledged || hasEntry(pod, acknowledged));
  };
  if (newest && memberAt(world, newest, at) && !isMajority(votersOf(world, newest), holds)) return undefined;
  return withPod(world, at, { ...stopped, config: undefined, term: 0, log: [], stray: false });
}
