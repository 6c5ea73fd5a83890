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
