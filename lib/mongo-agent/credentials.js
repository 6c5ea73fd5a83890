// @ts-check
'use strict';

const { existsSync, readFileSync } = require('fs');
const { join } = require('path');

/**
 * The keys that mongod accepts from its peers: one, or in a rotation a YAML sequence of two. Blanks are no part of a key.
 * @param {string} text the keyfile's
 * @returns {string[]}
 */
function keysOf(text) {
  const items = text.split('\n').filter((line) => line.trim() !== '');
  if (!items.every((line) => line.startsWith('- '))) return [text.replace(/\s/g, '')];
  return items.map((line) => line.slice(2).replace(/[\s"']/g, ''));
}

/**
 * A user's name and password, or why they cannot be used. The values never appear in the problem.
 * @param {string} directory of the Secret's files
 * @param {'uri' | 'printable'} [passwordAlphabet]
 * @returns {{ username: string, password: string } | { problem: string }}
 */
function readCredentials(directory, passwordAlphabet = 'uri') {
  if (!existsSync(directory))
    return { problem: 'this pod was made before the user, and has its Secret once it is replaced' };
  try {
    const username = withoutNewline(readFileSync(join(directory, 'username'), 'utf8'));
    const password = withoutNewline(readFileSync(join(directory, 'password'), 'utf8'));
    const problem = valueProblem('username', username, 'uri') ?? valueProblem('password', password, passwordAlphabet);
    return problem === undefined ? { username, password } : { problem };
  } catch {
    return { problem: 'the Secret must have the keys of username and password' };
  }
}

const alphabets = {
  // For values that stand unencoded in the URI that the kubelet composes for the backend.
  uri: {
    pattern: /^[A-Za-z0-9._~-]+$/,
    rule: 'of letters, digits, ".", "_", "~" and "-" alone, for it stands in a URI',
  },
  // Beyond ASCII, drivers and server would have to agree on how a character is written.
  printable: { pattern: /^[\x20-\x7e]+$/, rule: 'of printable ASCII characters alone' },
};

/**
 * @param {string} key
 * @param {string} value
 * @param {keyof typeof alphabets} alphabet
 */
function valueProblem(key, value, alphabet) {
  const { pattern, rule } = alphabets[alphabet];
  if (value === '') return `the ${key} in the Secret must not be empty`;
  return pattern.test(value) ? undefined : `the ${key} in the Secret must be ${rule}`;
}

/** @param {string} text */
function withoutNewline(text) {
  return text.replace(/\r?\n$/, '');
}

module.exports = { keysOf, readCredentials };
