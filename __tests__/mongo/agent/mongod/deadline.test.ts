import { within } from '../../../../lib/mongo/agent/mongod/deadline';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const never = new Promise<never>(() => undefined);

test('gives the result that comes in time', async () => {
  expect(await within(2, 'a read', Promise.resolve('answer'))).toBe('answer');
  expect(jest.getTimerCount()).toBe(0);
});

test('gives the failure that comes in time', async () => {
  await expect(within(2, 'a read', Promise.reject(new Error('closed')))).rejects.toThrow('closed');
  expect(jest.getTimerCount()).toBe(0);
});

test('fails once the process has run for that long', async () => {
  const late = expect(within(2, 'a read', never)).rejects.toThrow('a read took longer than 2 s');
  await jest.advanceTimersByTimeAsync(2000);
  await late;
});

test('takes an answer that came while the process was frozen, which a timer that fires late does not outrun', async () => {
  let answer: (value: string) => void = () => undefined;
  const result = within(2, 'a read', new Promise<string>((resolve) => (answer = resolve)));
  // What a process that was frozen for an hour sees: one tick, however late, and then the answer.
  jest.setSystemTime(Date.now() + 3_600_000);
  await jest.advanceTimersByTimeAsync(1000);
  answer('in the kernel all the while');
  expect(await result).toBe('in the kernel all the while');
});
