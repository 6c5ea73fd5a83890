import { Pace } from '../../lib/mongo-agent/pace';

const rest = { changed: false, settled: true };
const wait = { changed: false, settled: false };
const change = { changed: true, settled: false };

function pauses(...turns: readonly (typeof rest)[]): number[] {
  const pace = new Pace();
  return turns.map((turn) => pace.after(turn));
}

test('turns every 5 seconds at rest, every second while it waits, and at once after a change', () => {
  expect(pauses(rest, wait, change, change, wait, rest, wait)).toEqual([5, 1, 0.1, 0.1, 1, 5, 1]);
});

test.each([
  ['what it waits for', wait, 1],
  ['a change that has to be made again and again', change, 0.1],
])('takes its time after 120 turns with %s, until it was at rest', (_, turn, seconds) => {
  const restless = Array.from({ length: 121 }, () => turn);
  expect(pauses(...restless, rest, turn).slice(118)).toEqual([seconds, seconds, 5, 5, seconds]);
});

test('makes changes at once, however long it has waited for something else', () => {
  const waits = Array.from({ length: 121 }, () => wait);
  expect(pauses(...waits, change, change, wait).slice(120)).toEqual([5, 0.1, 0.1, 5]);
});
