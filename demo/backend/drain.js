/**
 * Stops a server without failing a request: until no connection is left, for `lingerMilliseconds` at most, it answers on with
 * `Connection: close`, which takes clients off their kept-alive connections; then it accepts no more, and what is still open after
 * `graceMilliseconds` is cut. Closing an idle connection sooner would lose the request that is just being sent on it.
 * @param {import('node:http').Server} server
 * @param {{ lingerMilliseconds: number, graceMilliseconds: number }} times
 * @returns {Promise<void>}
 */
export async function drain(server, { lingerMilliseconds, graceMilliseconds }) {
  const end = Date.now() + lingerMilliseconds;
  while (Date.now() < end && (await connections(server)) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cut);
}

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<number>}
 */
function connections(server) {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
  );
}
