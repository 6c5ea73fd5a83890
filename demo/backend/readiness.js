/**
 * Whether the service can do its work: 200 when the database answers in time, 503 and the reason otherwise.
 * @param {import('./users.js').UserStore} store
 * @param {number} milliseconds how long the database may take; less than the probe's own time-out, so that the reason is seen
 * @returns {Promise<import('./users.js').Answer>}
 */
export async function readiness(store, milliseconds) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the database did not answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    await Promise.race([store.ready(), tooLate]);
    return { status: 200, body: { status: 'ready' } };
  } catch (error) {
    return { status: 503, body: { status: 'not ready', reason: error instanceof Error ? error.message : 'unknown' } };
  } finally {
    clearTimeout(timer);
  }
}
