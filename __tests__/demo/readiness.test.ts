import { readiness } from '../../demo/backend/readiness';
import { UserStore } from '../../demo/backend/users';

function store(ready: () => Promise<void>): UserStore {
  return {
    ready,
    list: () => Promise.resolve([]),
    add: () => Promise.resolve(undefined),
    find: () => Promise.resolve(undefined),
  };
}

describe('readiness', () => {
  test('is 200 while the database answers', async () => {
    expect(
      await readiness(
        store(() => Promise.resolve()),
        1000,
      ),
    ).toEqual({ status: 200, body: { status: 'ready' } });
  });

  test('is 503 with the reason when the database refuses', async () => {
    const refusing = store(() => Promise.reject(new Error('connect ECONNREFUSED')));
    expect(await readiness(refusing, 1000)).toEqual({
      status: 503,
      body: { status: 'not ready', reason: 'connect ECONNREFUSED' },
    });
  });

  test('is 503 in time when the database does not answer at all', async () => {
    const silent = store(() => new Promise(() => undefined));
    expect(await readiness(silent, 10)).toEqual({
      status: 503,
      body: { status: 'not ready', reason: 'the database did not answer within 10 ms' },
    });
  });
});
