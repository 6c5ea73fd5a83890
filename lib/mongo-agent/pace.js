// @ts-check
'use strict';

const settledSeconds = 5;
const unsettledSeconds = 1;
const changedSeconds = 0.1;
const unsettledTurns = 120;

/** How long an agent rests between two turns: while there is something to do or to wait for less, but not for ever. */
class Pace {
  #restless = 0;

  /**
   * @param {{ changed: boolean, settled: boolean }} turn whether something was done, and whether nothing is left to do or to wait for
   * @returns {number} seconds
   */
  after({ changed, settled }) {
    this.#restless = settled && !changed ? 0 : this.#restless + 1;
    if (this.#restless === 0 || this.#restless > unsettledTurns) return settledSeconds;
    return changed ? changedSeconds : unsettledSeconds;
  }
}

module.exports = { Pace };
