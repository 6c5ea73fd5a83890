import { hashPassword, isPassword } from './password.js';
import { issueToken, tokenSeconds } from './token.js';

/**
 * @typedef {{ name: string, email: string, role: 'admin' | 'user', passwordHash?: string }} User
 *
 * Where users are kept. `add` says which field another user has already, undefined if the user was added; every method rejects
 * within seconds when the database cannot be reached.
 * @typedef {object} UserStore
 * @property {() => Promise<void>} ready
 * @property {(after: string, limit: number) => Promise<User[]>} list users in the order of their names, those after `after`
 * @property {(user: User) => Promise<'name' | 'email' | undefined>} add
 * @property {(name: string) => Promise<User | undefined>} find
 *
 * @typedef {{ status: 200 | 201 | 400 | 401 | 409 | 503, body: Record<string, unknown> }} Answer
 */

const mostUsers = 200;

/**
 * One page of users, without their password hashes; `next` is the `after` of the next page, null on the last one.
 * @param {UserStore} store
 * @param {Readonly<Record<string, string | undefined>>} query `limit`, 50 if not given, and `after`
 * @returns {Promise<Answer>}
 */
export async function listUsers(store, { limit = '50', after = '' }) {
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > mostUsers)
    return invalid([`limit must be an integer from 1 to ${mostUsers}`]);
  const found = await store.list(after, count + 1);
  const page = found.slice(0, count);
  const next = found.length > count ? page[page.length - 1]?.name : null;
  return { status: 200, body: { users: page.map(visible), next } };
}

/**
 * Adds a user: `{ name, email, password }`.
 * @param {UserStore} store
 * @param {unknown} body the request's JSON, undefined if it is none
 * @returns {Promise<Answer>}
 */
export async function addUser(store, body) {
  const { name, email, password } = fields(body);
  const problems = [];
  if (typeof name !== 'string' || !/^[a-z0-9][-_.a-z0-9]{0,62}$/.test(name))
    problems.push(
      'name must be 1 to 63 lower-case letters, digits, ".", "_" and "-", beginning with a letter or digit',
    );
  if (typeof email !== 'string' || email.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(email))
    problems.push('email must be an e-mail address of at most 254 characters');
  if (typeof password !== 'string' || password.length < 12 || password.length > 128)
    problems.push('password must be a text of 12 to 128 characters');
  if (problems.length > 0) return invalid(problems);

  const passwordHash = await hashPassword(String(password));
  const user = { name: String(name), email: String(email).toLowerCase(), role: /** @type {const} */ ('user') };
  const taken = await store.add({ ...user, passwordHash });
  return taken === undefined
    ? { status: 201, body: user }
    : { status: 409, body: { error: `there is a user with this ${taken} already` } };
}

/**
 * Gives a token for reading to a user who sends `{ name, password }`.
 * @param {UserStore} store
 * @param {string} jwtSecret
 * @param {unknown} body the request's JSON, undefined if it is none
 * @param {number} nowSeconds
 * @returns {Promise<Answer>}
 */
export async function login(store, jwtSecret, body, nowSeconds) {
  const { name, password } = fields(body);
  if (typeof name !== 'string' || typeof password !== 'string' || password.length > 128)
    return invalid(['name and password must be texts']);
  const user = await store.find(name);
  if (!(await isPassword(password, user?.passwordHash)))
    return { status: 401, body: { error: 'the name or the password is wrong' } };
  return { status: 200, body: { token: issueToken(name, jwtSecret, nowSeconds), expiresInSeconds: tokenSeconds } };
}

/** @param {User} user */
function visible({ name, email, role }) {
  return { name, email, role };
}

/**
 * @param {unknown} body
 * @returns {Record<string, unknown>}
 */
function fields(body) {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/**
 * @param {string[]} problems
 * @returns {Answer}
 */
function invalid(problems) {
  return { status: 400, body: { error: problems.join('; ') } };
}
