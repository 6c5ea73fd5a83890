// @ts-check
'use strict';

const { createHash } = require('crypto');
const { readdirSync, readFileSync } = require('fs');
const { join } = require('path');

const slotMilliseconds = 20000;

/**
 * The agent's program: the files that were loaded, and those that the kubelet has put in their place since. The kubelet writes a new
 * directory and then moves a link to it, so that `loaded`, to which `require` resolves that link, holds the files of one revision.
 */
class Program {
  #directory;
  #loaded;

  /**
   * Throws if the loaded files are gone already: the next start has the new ones.
   * @param {string} directory where the ConfigMap is mounted
   * @param {string} [loaded] the directory that the program was loaded from
   */
  constructor(directory, loaded = __dirname) {
    this.#directory = directory;
    this.#loaded = digest(loaded);
  }

  /** True if the mounted program differs from the loaded one; false while it cannot be read. */
  get changed() {
    try {
      return digest(this.#directory) !== this.#loaded;
    } catch {
      return false;
    }
  }
}

/**
 * Returns true if an agent may end, for the kubelet to start it with its new program. Meanwhile its pod is not ready, and a member that
 * is to leave the set cannot be waited for. So such a member keeps its agent. Of the members that are ready, one agent ends at a time, and
 * only in a set that is whole: a program that does not become ready reaches one member. The agent of a member that is not ready ends at once.
 * @param {object} seen
 * @param {number} seen.ordinal
 * @param {boolean} seen.ready
 * @param {import('./kubernetes.js').Applied | undefined} seen.applied undefined if the API server does not answer
 * @param {number} seen.now in milliseconds since 1970: clocks that differ by some seconds do no harm
 */
function mayEnd({ ordinal, ready, applied, now }) {
  if (applied !== undefined && ordinal >= applied.replicas) return false;
  if (!ready) return true;
  const slots = Math.max(applied?.replicas ?? 0, ordinal + 1);
  return (applied?.whole ?? true) && Math.floor(now / slotMilliseconds) % slots === ordinal;
}

/** @param {string} directory */
function digest(directory) {
  const hash = createHash('sha256');
  for (const name of readdirSync(directory).sort())
    if (name.endsWith('.js')) hash.update(JSON.stringify([name, readFileSync(join(directory, name), 'utf8')]));
  return hash.digest('hex');
}

module.exports = { Program, mayEnd };
