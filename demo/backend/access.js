import { createHash, timingSafeEqual } from 'node:crypto';
import { tokenUser } from './token.js';

/**
 * What a request may do: everything with the master key, read with a user's token, nothing with anything else.
 * @param {string | undefined} authorization the request's Authorization header
 * @param {{ masterKey: string, jwtSecret: string }} secrets
 * @param {number} nowSeconds
 * @returns {'all' | 'read' | 'none'}
 */
export function access(authorization, { masterKey, jwtSecret }, nowSeconds) {
  const [, bearer] = /^Bearer +([^ ]+) *$/i.exec(authorization ?? '') ?? [];
  if (bearer === undefined) return 'none';
  if (equalInConstantTime(bearer, masterKey)) return 'all';
  return tokenUser(bearer, jwtSecret, nowSeconds) === undefined ? 'none' : 'read';
}

// Digests have one length, so that the time tells nothing about the key's length either.
/**
 * @param {string} a
 * @param {string} b
 */
function equalInConstantTime(a, b) {
  return timingSafeEqual(digest(a), digest(b));
}

/** @param {string} text */
function digest(text) {
  return createHash('sha256').update(text).digest();
}
