// @ts-check
'use strict';

const settledSeconds = 5;
const unsettledSeconds = 1;
const changedSeconds = 0.1;
const unsettledTurns = 120;

/** How long an agent rests between two turns: while there is something to do or to wait for less, but not for ever. */
class Pace {
  #waits = 0;
  #changes = 0;

  /**
   * @param {{ changed: boolean, settled: boolean }} turn whether something was done, and whether nothing is left to do or to wait for
   * @returns {number} seconds
   */
  after({ changed, settled }) {
    if (settled && !changed) {
      this.#waits = this.#changes = 0;
      return settledSeconds;
    }
    // What is waited for in vain does not slow down what is done beside it.
    const turns = changed ? ++this.#changes : ++this.#waits;
    if (turns > unsettledTurns) return settledSeconds;
    return changed ? changedSeconds : unsettledSeconds;
  }
}

module.exports = { Pace };
