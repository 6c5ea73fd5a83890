import { isConnectionLost, retried } from '../../demo/backend/retried';

const closed = Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' });
const lost = Object.assign(new Error('connection 4 to 10.0.0.1:27017 closed'), { name: 'MongoNetworkError' });
const refused = Object.assign(new Error('not authorized'), { name: 'MongoServerError', code: 13 });

test.each([closed, lost])('begins an operation again whose connection was lost: $message', async (error) => {
  const operation = jest.fn().mockRejectedValueOnce(error).mockResolvedValue('found');
  expect(await retried(operation)).toBe('found');
  expect(operation).toHaveBeenCalledTimes(2);
});

test('gives up when the connection is lost again', async () => {
  const operation = jest.fn().mockRejectedValueOnce(closed).mockRejectedValueOnce(lost).mockResolvedValue('found');
  await expect(retried(operation)).rejects.toBe(lost);
});

test('ends an operation that is never answered, without another try', async () => {
  const operation = jest.fn(() => new Promise<never>(() => undefined));
  const late = await retried(operation, 10).catch((error: unknown) => error);
  expect(late).toEqual(new Error('no answer of the database in 10 ms'));
  expect(isConnectionLost(late)).toBe(true);
  expect(operation).toHaveBeenCalledTimes(1);
});

test('does nothing again that the server refused', async () => {
  const operation = jest.fn().mockRejectedValue(refused);
  await expect(retried(operation)).rejects.toBe(refused);
  expect(operation).toHaveBeenCalledTimes(1);
});

test.each([refused, new Error('internal'), 'EPIPE', undefined])(
  'takes nothing else for a lost connection: %s',
  (error) => {
    expect(isConnectionLost(error)).toBe(false);
  },
);
