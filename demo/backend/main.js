import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.js';
import { drain } from './drain.js';
import { MongoUsers } from './mongo-users.js';
import { readSettings } from './settings.js';

const { settings, problems } = readSettings(process.env);
if (problems.length > 0) stop(problems);

const store = openStore();
let isDraining = false;
const app = createApp({ store, settings, isDraining: () => isDraining, log });
const server = createServer(getRequestListener(app.fetch));
// Longer than a load balancer keeps its idle connections, so that it is never the server that closes one just as it is used.
server.keepAliveTimeout = 75_000;
// No host: Node listens on IPv6 and IPv4 where there is IPv6, and on 0.0.0.0 where there is not.
server.listen(settings.port, () => log({ message: `listening on port ${settings.port}` }));
void store.prepare((message) => log({ level: 'warning', message })).then(() => log({ message: 'database prepared' }));

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void shutDown(signal));

/** @param {string} signal */
async function shutDown(signal) {
  log({ message: `${signal}: draining` });
  isDraining = true;
  await drain(server, { lingerMilliseconds: 5_000, graceMilliseconds: 4000 });
  await store.close();
  log({ message: 'drained' });
  process.exit(0);
}

function openStore() {
  try {
    return new MongoUsers(settings.mongoUri);
  } catch {
    // The driver's message may repeat the URI, and with it the password.
    return stop(['MONGODB_URI is not a connection string that the driver accepts']);
  }
}

/**
 * @param {string[]} reasons
 * @returns {never}
 */
function stop(reasons) {
  for (const message of reasons) log({ level: 'error', message });
  process.exit(1);
}

/** @param {Record<string, unknown>} entry */
function log(entry) {
  console.log(JSON.stringify({ time: new Date().toISOString(), level: 'info', ...entry, pod: settings.pod }));
}
