import { pause } from '../../../lib/mongo/agent/pause';

test('resolves after the given seconds, and not before', async () => {
  jest.useFakeTimers();
  const done = jest.fn();
  void pause(2).then(done);
  await jest.advanceTimersByTimeAsync(1999);
  const early = done.mock.calls.length;
  await jest.advanceTimersByTimeAsync(1);
  jest.useRealTimers();
  expect([early, done.mock.calls.length]).toEqual([0, 1]);
});

test('keeps the process alive, unless it must not', () => {
  const timers = [{}, { ref: false }].map((options) => {
    const set = jest.spyOn(globalThis, 'setTimeout');
    void pause(60, options);
    const timer = set.mock.results[0]?.value as NodeJS.Timeout;
    set.mockRestore();
    return timer;
  });
  const alive = timers.map((timer) => timer.hasRef());
  for (const timer of timers) clearTimeout(timer);
  expect(alive).toEqual([true, false]);
});
