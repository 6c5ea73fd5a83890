import { changedLines, follow } from '../../../lib/commands/status/follow';
import { Reading, stateOf } from '../../../lib/status/view/object-state';
import { object } from '../../status/played-view';

const web = object('apps/v1', 'Deployment', 'web');
const progress = (done: number) => ({ progress: { done, of: 2, what: 'pods ready' } });
const waits = (done: number): Reading => ({ ...progress(done), waits: [{ text: 'starts' }] });
const failed: Reading = { troubles: [{ cause: 'job-failed', text: 'has failed' }] };

/** Follows looks of these readings, the last of which stays, and gives how it ended and after how many seconds. */
async function followed(readings: readonly (Reading | 'silent')[], deadlineSeconds = 300, ends = true, most = 1000) {
  let [time, looks] = [0, 0];
  const outcome = follow({
    look: () => {
      looks += 1;
      if (looks > most) throw new Error(`${most} looks`);
      const reading = readings[Math.min(looks, readings.length) - 1] ?? {};
      if (reading === 'silent') return Promise.reject(new Error(reading));
      return Promise.resolve({ objects: [stateOf(web, reading)] });
    },
    clock: {
      seconds: () => time,
      pause: (seconds) => {
        time += seconds;
        return Promise.resolve();
      },
    },
    deadlineSeconds,
    ends,
    show: () => undefined,
  });
  return [(await outcome).end, time];
}

test.each([
  ['everything is ready', [waits(0), waits(1), {}], ['ready', 4]],
  ['something is definitely broken', [waits(0), failed], ['definite', 2]],
  ['the time is over', [waits(1)], ['late', 300]],
  ['a trouble lasts too long', [{ troubles: [{ cause: 'image', text: 'a' }] }], ['definite', 60]],
  [
    'the time is over before a trouble is definite',
    [{ troubles: [{ cause: 'unschedulable', text: 'a' }] }],
    ['late', 300],
  ],
] as const)('ends when %s', async (_, readings, end) => {
  expect(await followed(readings)).toEqual(end);
});

test('looks once where there is nothing to wait for', async () => {
  expect(await followed([waits(0)], 0)).toEqual(['late', 0]);
});

test('does not end where it is not to', async () => {
  await expect(followed([{}], 0, false, 50)).rejects.toThrow('50 looks');
});

test('goes on while a cluster that has answered is silent, until the time is over', async () => {
  expect(await followed([waits(0), 'silent', 'silent', {}])).toEqual(['ready', 6]);
  await expect(followed([waits(0), 'silent'])).rejects.toThrow('silent');
  await expect(followed(['silent'])).rejects.toThrow('silent');
});

test('gives the lines of what has changed', () => {
  const changes = changedLines();
  const config = stateOf(object('v1', 'ConfigMap', 'a'), {});
  expect([waits(0), waits(0), waits(1), progress(2)].map((each) => changes([config, stateOf(web, each)]))).toEqual([
    ['ready       ConfigMap shop/a', 'progressing Deployment shop/web   [----------] 0 of 2 pods ready: starts'],
    [],
    ['progressing Deployment shop/web   [#####-----] 1 of 2 pods ready: starts'],
    ['ready       Deployment shop/web   2 of 2 pods ready'],
  ]);
});
