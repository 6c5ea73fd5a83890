import { tokenUser } from '../../demo/backend/token';
import { addUser, listUsers, login, User, UserStore } from '../../demo/backend/users';

const ann = { name: 'ann', email: 'Ann@example.com', password: 'correct horse battery' };

describe('users', () => {
  test('gives an added user back without the password, in the answer and in the list', async () => {
    const store = usersInMemory();
    const shown = { name: 'ann', email: 'ann@example.com', role: 'user' };
    expect(await addUser(store, ann)).toEqual({ status: 201, body: shown });
    expect(await listUsers(store, {})).toEqual({ status: 200, body: { users: [shown], next: null } });
  });

  test('lists page by page in the order of names', async () => {
    const store = usersInMemory('cid', 'ann', 'bob');
    const first = await listUsers(store, { limit: '2' });
    expect(first.body).toMatchObject({ users: [{ name: 'ann' }, { name: 'bob' }], next: 'bob' });
    const second = await listUsers(store, { limit: '2', after: 'bob' });
    expect(second.body).toMatchObject({ users: [{ name: 'cid' }], next: null });
  });

  test.each(['0', '201', 'all', '1.5'])('refuses a page of %s users', async (limit) => {
    expect(await listUsers(usersInMemory(), { limit })).toEqual({
      status: 400,
      body: { error: 'limit must be an integer from 1 to 200' },
    });
  });

  test.each([
    ['name', { ...ann, email: 'other@example.com' }],
    ['email', { ...ann, name: 'other', email: 'ANN@example.com' }],
  ])('refuses a second user with the same %s', async (field, second) => {
    const store = usersInMemory();
    await addUser(store, ann);
    expect(await addUser(store, second)).toEqual({
      status: 409,
      body: { error: `there is a user with this ${field} already` },
    });
  });

  test.each([undefined, null, 'ann', [], { name: 'Ann', email: 'ann', password: 'short' }, { name: { $gt: '' } }])(
    'says everything that is wrong with %j at once',
    async (body) => {
      expect(await addUser(usersInMemory(), body)).toEqual({
        status: 400,
        body: {
          error:
            'name must be 1 to 63 lower-case letters, digits, ".", "_" and "-", beginning with a letter or digit; ' +
            'email must be an e-mail address of at most 254 characters; password must be a text of 12 to 128 characters',
        },
      });
    },
  );

  test('gives a token to who knows the password, and to nobody else', async () => {
    const store = usersInMemory('admin');
    await addUser(store, ann);
    const { body } = await login(store, 'secret', { name: 'ann', password: ann.password }, 1000);
    expect(tokenUser(String(body['token']), 'secret', 1001)).toBe('ann');

    const refused = { status: 401, body: { error: 'the name or the password is wrong' } };
    expect(await login(store, 'secret', { name: 'ann', password: 'wrong' }, 1000)).toEqual(refused);
    expect(await login(store, 'secret', { name: 'nobody', password: ann.password }, 1000)).toEqual(refused);
    expect(await login(store, 'secret', { name: 'admin', password: '' }, 1000)).toEqual(refused);
  });

  test('asks for texts at login, so that no query reaches the database', async () => {
    expect(await login(usersInMemory(), 'secret', { name: { $gt: '' }, password: ann.password }, 1000)).toEqual({
      status: 400,
      body: { error: 'name and password must be texts' },
    });
  });
});

function usersInMemory(...names: string[]): UserStore {
  const users: User[] = names.map((name) => ({ name, email: `${name}@example.com`, role: 'user' }));
  return {
    ready: () => Promise.resolve(),
    list: (after, limit) =>
      Promise.resolve(
        users
          .filter(({ name }) => name > after)
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .slice(0, limit),
      ),
    add: (user) => {
      const taken = (['name', 'email'] as const).find((field) => users.some((other) => other[field] === user[field]));
      if (taken === undefined) users.push(user);
      return Promise.resolve(taken);
    },
    find: (name) => Promise.resolve(users.find((user) => user.name === name)),
  };
}
