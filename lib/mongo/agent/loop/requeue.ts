const settledSeconds = 5;
const unsettledSeconds = 1;
const changedSeconds = 0.1;
const mostUnsettled = 120;

/** The time between two reconciliations: shorter while there is something to do or to wait for, but not for ever. */
export class Requeue {
  #waits = 0;
  #changes = 0;

  /** Returns seconds, after a reconciliation that changed something or not, and left something to do or to wait for or not. */
  after({ changed, settled }: { readonly changed: boolean; readonly settled: boolean }): number {
    if (settled && !changed) {
      this.#waits = this.#changes = 0;
      return settledSeconds;
    }
    // A wait without end does not slow down changes beside it.
    const count = changed ? ++this.#changes : ++this.#waits;
    if (count > mostUnsettled) return settledSeconds;
    return changed ? changedSeconds : unsettledSeconds;
  }
}
