/** A step from a world to the next one. */
export interface Step<World> {
  /** The step as a sentence, for a trace. */
  readonly name: string;
  readonly to: World;
  /** True for a step that comes from outside and need not come: a fault, or a change that a user applies. */
  readonly isOutside?: boolean;
  /** The invariant that the step itself breaks. */
  readonly breaks?: string;
}

/** A model: its first worlds, the steps that lead on, and the invariants. */
export interface Model<World> {
  readonly name: string;
  readonly begins: readonly World[];
  /** Returns a world as the one that stands for all worlds which differ in nothing that matters. */
  readonly canonical: (world: World) => World;
  /** Returns a text that is the same for the same canonical worlds alone. */
  readonly key: (world: World) => string;
  readonly steps: (world: World) => Promise<readonly Step<World>[]>;
  /** Returns the invariant that a world breaks. */
  readonly broken: (world: World) => string | undefined;
  /** Returns true for a world that counts as one of rest, although its agents go on to try what cannot be done. */
  readonly hasArrived?: (world: World) => boolean;
  /** Returns the reason why a world that only outside changes is not one to rest in: not desired, and no agent names an obstacle. */
  readonly unrest: (world: World) => Promise<string | undefined>;
}

/** The result of a search: its size, and the shortest trace to a broken invariant. */
export interface Found {
  readonly states: number;
  readonly transitions: number;
  readonly broken?: string;
  readonly trace?: readonly string[];
}

/** The visited worlds in the order of the breadth-first search, and how each was first reached. */
interface Visited<World> {
  readonly worlds: World[];
  readonly parents: number[];
  readonly names: string[];
  /** For each world the ones from which a step that is not from outside leads to it. */
  readonly sources: number[][];
  readonly resting: number[];
}

/**
 * Visits every world of a model, breadth first. Then, as liveness, every one of them must be able to come to a rest by steps that are not
 * from outside: with faults at an end and agents that get their turns, there is then no cycle without progress.
 */
export async function search<World extends object>(model: Model<World>, mostStates = Infinity): Promise<Found> {
  const visited: Visited<World> = { worlds: [], parents: [], names: [], sources: [], resting: [] };
  const { worlds, sources, resting } = visited;
  const known = new Map<string, number>();
  let transitions = 0;

  const place = (world: World, parent: number, name: string): number => {
    const canonical = model.canonical(world);
    const key = model.key(canonical);
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, worlds.length);
    visited.parents.push(parent);
    visited.names.push(name);
    sources.push([]);
    return worlds.push(canonical) - 1;
  };
  const found = (broken: string, at: number, last: readonly string[] = []): Found => ({
    states: worlds.length,
    transitions,
    broken,
    trace: [...traceTo(visited, at), ...last],
  });

  for (const world of model.begins) place(world, -1, '');
  for (let at = 0; at < worlds.length; at += 1) {
    if (worlds.length > mostStates) throw new Error(`${model.name} has more than ${mostStates} states`);
    const world = worlds[at];
    if (!world) break;
    const broken = model.broken(world);
    if (broken) return found(broken, at);
    let isResting = true;
    for (const { name, to, isOutside, breaks } of await model.steps(world)) {
      transitions += 1;
      if (breaks) return found(breaks, at, [name]);
      const next = place(to, at, name);
      if (isOutside || next === at) continue;
      isResting = false;
      sources[next]?.push(at);
    }
    if (model.hasArrived?.(world)) resting.push(at);
    if (!isResting) continue;
    const unrest = await model.unrest(world);
    if (unrest) return found(unrest, at);
    resting.push(at);
  }
  const restless = firstRestless(visited);
  if (restless !== undefined) return found('no rest: a cycle without progress', restless);
  return { states: worlds.length, transitions };
}

/** Returns the first world from which no steps but those from outside lead to a rest. */
function firstRestless<World>({ worlds, sources, resting }: Visited<World>): number | undefined {
  const calm = new Set(resting);
  // The set grows while it is walked, and for…of visits what was added.
  for (const at of calm) for (const source of sources[at] ?? []) calm.add(source);
  return worlds.map((_, at) => at).find((at) => !calm.has(at));
}

function traceTo<World>({ parents, names }: Visited<World>, end: number): string[] {
  const trace: string[] = [];
  for (let at = end; (parents[at] ?? -1) >= 0; at = parents[at] ?? -1) trace.unshift(names[at] ?? '');
  return trace;
}

/** Returns what was found as text: the size, or the broken invariant and the steps to it. */
export function described(
  { name }: Pick<Model<object>, 'name'>,
  { states, transitions, broken, trace = [] }: Found,
): string {
  if (!broken) return `${name}: ${states} states, ${transitions} transitions`;
  return [`${name}: ${broken}`, ...trace.map((step, index) => `${index + 1}. ${step}`)].join('\n');
}
