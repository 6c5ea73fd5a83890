import { within } from '../../../../../lib/mongo/agent/mongod/deadline';
import { AgentCode, agentCode } from '../agent';
import { Found } from '../search';
import { Search, searches } from '../searches';
import { mutantCode } from './loader';
import { Mutant } from './mutants';
import { failedTest } from './unit-tests';

/** The way in which a mutant is caught: by a search, by a unit test; or undefined for one that nothing tells from the original. */
export type Verdict =
  { readonly search: string; readonly broken: string; readonly steps: number } | { readonly test: string } | undefined;

/** A search of the original, with what its agents saw and decided. */
interface Recorded {
  readonly search: Search;
  readonly states: number;
  /** Returns true if the code of a mutant decides otherwise upon something that the agents saw. */
  readonly differs: (code: AgentCode) => boolean;
}

type Recorder = Map<string, readonly [input: unknown, output: string]>;

// Larger ones take too long to be run for every mutant.
const mostStates = 700;
const fewStates = 200;

// The bound of states ends a search of an agent that goes on for ever; this one that of an agent that gets no answer and stands still.
const searchSeconds = 120;

/** Runs the searches of few states with the project's code; the smallest comes first. */
export async function recordedSearches(): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for (const search of searches) {
    const seen: Record<'decide' | 'candidates', Recorder> = { decide: new Map(), candidates: new Map() };
    const recorded = (name: keyof typeof seen) => (input: never) => {
      const output = agentCode[name](input);
      seen[name].set(JSON.stringify(input), [input, JSON.stringify(output)]);
      return output;
    };
    const code = { ...agentCode, decide: recorded('decide'), candidates: recorded('candidates') } as AgentCode;
    const found = await search.run(code, mostStates).catch(() => undefined);
    if (!found) continue;
    const { states } = found;
    const differs = (other: AgentCode) =>
      (['decide', 'candidates'] as const).some((name) =>
        [...seen[name].values()].some(([input, output]) => textOf(() => other[name](input as never)) !== output),
      );
    all.push({ search, states, differs });
  }
  return all.sort((one, other) => one.states - other.states);
}

function textOf(result: () => unknown): string {
  try {
    return JSON.stringify(result());
  } catch {
    return 'throws';
  }
}

/**
 * Returns what catches a mutant: the first search that finds it, with the shortest trace, or else a unit test. The larger searches come
 * last, for they take as long as all that is before them.
 */
export async function verdictOn(mutant: Mutant, recorded: readonly Recorded[]): Promise<Verdict> {
  const code = mutantCode(mutant);
  // The observation and the actions use these too, so that the decisions alone do not tell.
  const isShared = mutant.place.startsWith('member-options');
  const found = async (isTried: (states: number) => boolean): Promise<Verdict> => {
    for (const { search, states, differs } of recorded) {
      if (!isTried(states) || (!isShared && !differs(code))) continue;
      const { broken, trace = [] } = await caught(search, code, states);
      if (broken) return { search: search.name, broken, steps: trace.length };
    }
    return undefined;
  };
  const small = await found((states) => states <= fewStates);
  if (small) return small;
  const test = failedTest(mutant);
  return test === undefined ? found((states) => states > fewStates) : { test };
}

/** An agent that throws never comes to act; one that has many more states is left to the next search. */
async function caught(search: Search, code: AgentCode, states: number): Promise<Partial<Found>> {
  try {
    return await within(searchSeconds, search.name, search.run(code, 4 * states + 1000));
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (message.includes('has more than')) return {};
    return { broken: message.includes('took longer than') ? 'the agent does not come to rest' : 'the agent fails' };
  }
}
