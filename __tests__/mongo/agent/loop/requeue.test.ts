import { Requeue } from '../../../../lib/mongo/agent/loop/requeue';

const idle = { changed: false, settled: true };
const wait = { changed: false, settled: false };
const change = { changed: true, settled: false };

function pauses(...reconciliations: readonly (typeof idle)[]): number[] {
  const requeue = new Requeue();
  return reconciliations.map((given) => requeue.after(given));
}

test('reconciles every 5 seconds while it is idle, every second while it waits, and at once after a change', () => {
  expect(pauses(idle, wait, change, change, wait, idle, wait)).toEqual([5, 1, 0.1, 0.1, 1, 5, 1]);
});

test.each([
  ['what it waits for', wait, 1],
  ['a change that has to be made again and again', change, 0.1],
])('slows down after 120 reconciliations with %s, until it was idle', (_, given, seconds) => {
  const restless = Array.from({ length: 121 }, () => given);
  expect(pauses(...restless, idle, given).slice(118)).toEqual([seconds, seconds, 5, 5, seconds]);
});

test('makes changes at once, however long it has waited for something else', () => {
  const waits = Array.from({ length: 121 }, () => wait);
  expect(pauses(...waits, change, change, wait).slice(120)).toEqual([5, 0.1, 0.1, 5]);
});
