import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** @type {Promise<unknown>} */
let previous = Promise.resolve();

/**
 * A salted scrypt hash of a password, as `salt.hash` in base64.
 * @param {string} password
 */
export async function hashPassword(password) {
  const salt = randomBytes(16);
  return `${salt.toString('base64')}.${(await derived(password, salt)).toString('base64')}`;
}

/**
 * Whether a password is the one of a hash. Without a hash the answer is no and takes as long, so that it does not tell which users exist.
 * @param {string} password
 * @param {string | undefined} hash
 */
export async function isPassword(password, hash) {
  const [salt = '', expected = ''] = (hash ?? '').split('.');
  const given = await derived(password, Buffer.from(salt, 'base64'));
  const wanted = Buffer.from(expected, 'base64');
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

// One at a time: each takes 16 MiB, and the container's memory is small.
/**
 * @param {string} password
 * @param {Buffer} salt
 * @returns {Promise<Buffer>}
 */
function derived(password, salt) {
  /** @type {Promise<Buffer>} */
  const next = previous.then(
    () =>
      new Promise((resolve, reject) =>
        scrypt(password, salt, 32, { N: 2 ** 14, r: 8, p: 5 }, (error, key) => (error ? reject(error) : resolve(key))),
      ),
  );
  previous = next.catch(() => undefined);
  return next;
}
