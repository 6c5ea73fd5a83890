import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a token is good for, in seconds. */
export const tokenSeconds = 900;

const header = encode({ alg: 'HS256', typ: 'JWT' });

/**
 * A JSON Web Token (RFC 7519) for a user, signed with HS256.
 * @param {string} user
 * @param {string} secret
 * @param {number} nowSeconds
 */
export function issueToken(user, secret, nowSeconds) {
  const payload = encode({ sub: user, iat: nowSeconds, exp: nowSeconds + tokenSeconds });
  return `${header}.${payload}.${signature(`${header}.${payload}`, secret).toString('base64url')}`;
}

/**
 * The user of a token that `issueToken` made with the same secret and that has not expired; undefined for any other text.
 * @param {string} token
 * @param {string} secret
 * @param {number} nowSeconds
 * @returns {string | undefined}
 */
export function tokenUser(token, secret, nowSeconds) {
  const [head, payload = '', signed = '', ...rest] = token.split('.');
  // Only our own header: the algorithm is never the token's choice.
  if (head !== header || rest.length > 0) return undefined;
  const expected = signature(`${header}.${payload}`, secret);
  const given = Buffer.from(signed, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const { sub, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return exp > nowSeconds ? sub : undefined;
}

/** @param {unknown} value */
function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * @param {string} text
 * @param {string} secret
 */
function signature(text, secret) {
  return createHmac('sha256', secret).update(text).digest();
}
