import { described, search } from './search';
import { searches } from './searches';

test.each(searches)(
  'no agent breaks an invariant: $name',
  async ({ name, run }) => {
    expect(described({ name }, await run())).toMatch(/: \d+ states, \d+ transitions$/);
  },
  300_000,
);

// Counts to 3 and stays there; with a fault, it may fall into a cycle.
const counter = {
  name: 'counter',
  begins: [{ count: 0 }],
  canonical: (world: { readonly count: number }) => world,
  key: ({ count }: { readonly count: number }) => `${count}`,
  broken: () => undefined,
  unrest: () => Promise.resolve(undefined),
  steps: ({ count }: { readonly count: number }) =>
    Promise.resolve(count < 3 ? [{ name: `to ${count + 1}`, to: { count: count + 1 } }] : []),
};

test('counts the states and transitions that it visits', async () => {
  expect(described(counter, await search(counter))).toBe('counter: 4 states, 3 transitions');
});

test('prints the shortest trace to a world that breaks an invariant', async () => {
  const broken = ({ count }: { readonly count: number }) => (count === 2 ? 'two' : undefined);
  expect(described(counter, await search({ ...counter, broken }))).toBe('counter: two\n1. to 1\n2. to 2');
});

test('finds a rest that is not desired', async () => {
  const unrest = () => Promise.resolve('not desired');
  expect(await search({ ...counter, unrest })).toMatchObject({
    broken: 'not desired',
    trace: ['to 1', 'to 2', 'to 3'],
  });
});

test('finds a cycle from which no step but a fault leads to a rest', async () => {
  const steps = ({ count }: { readonly count: number }) =>
    Promise.resolve([
      { name: 'fault', to: { count: 9 }, isOutside: true },
      ...(count === 9 ? [{ name: 'on', to: { count: 8 } }] : []),
      ...(count === 8 ? [{ name: 'back', to: { count: 9 } }] : []),
    ]);
  expect(await search({ ...counter, steps })).toMatchObject({
    broken: 'no rest: a cycle without progress',
    trace: ['fault'],
  });
});
