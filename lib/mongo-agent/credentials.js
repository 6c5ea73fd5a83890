// @ts-check
'use strict';

const { readFileSync } = require('fs');
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
 * @returns {{ username: string, password: string } | { problem: string }}
 */
function readCredentials(directory) {
  try {
    const username = withoutNewline(readFileSync(join(directory, 'username'), 'utf8'));
    const password = withoutNewline(readFileSync(join(directory, 'password'), 'utf8'));
    const problem = valueProblem('username', username) ?? valueProblem('password', password);
    return problem === undefined ? { username, password } : { problem };
  } catch {
    return { problem: 'the Secret must have the keys of username and password' };
  }
}

/**
 * Names and passwords stand unencoded in the URI that the kubelet composes for the backend.
 * @param {string} key
 * @param {string} value
 */
function valueProblem(key, value) {
  if (value === '') return `the ${key} in the Secret must not be empty`;
  return /^[A-Za-z0-9._~-]+$/.test(value)
    ? undefined
    : `the ${key} in the Secret must be of letters, digits, ".", "_", "~" and "-" alone, for it stands in a URI`;
}

/** @param {string} text */
function withoutNewline(text) {
  return text.replace(/\r?\n$/, '');
}

module.exports = { keysOf, readCredentials };
