import { onResume } from '../../../../lib/mongo/agent/loop/frozen';

test('calls back with the time for which the process did not run, and not for a timer that is a little late', () => {
  jest.useFakeTimers();
  let now = 100;
  const uptime = jest.spyOn(process, 'uptime').mockImplementation(() => now);
  const seen: number[] = [];
  const timer = onResume((seconds) => seen.push(seconds));
  for (const next of [101, 104, 130, 131]) {
    now = next;
    jest.advanceTimersByTime(1000);
  }
  clearInterval(timer);
  uptime.mockRestore();
  jest.useRealTimers();
  expect(seen).toEqual([25]);
});
