/**
 * Stops a server without failing a request: for `lingerMilliseconds` it answers on with `Connection: close`, which takes clients off
 * their kept-alive connections, then it accepts no more, and what is still open after `graceMilliseconds` is cut.
 * @param {import('node:http').Server} server
 * @param {{ lingerMilliseconds: number, graceMilliseconds: number }} times
 * @returns {Promise<void>}
 */
export async function drain(server, { lingerMilliseconds, graceMilliseconds }) {
  await new Promise((resolve) => setTimeout(resolve, lingerMilliseconds));
  const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cut);
}
