import { performance } from 'node:perf_hooks';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { access } from './access.js';
import { readiness } from './readiness.js';
import { isConnectionLost } from './retried.js';
import { addUser, listUsers, login } from './users.js';

const realm = 'Bearer realm="user-admin"';

/**
 * The service's routes over a store of users.
 * @param {object} given
 * @param {import('./users.js').UserStore} given.store
 * @param {import('./settings.js').Settings} given.settings
 * @param {() => boolean} given.isDraining
 * @param {(entry: Record<string, unknown>) => void} given.log
 */
export function createApp({ store, settings, isDraining, log }) {
  const app = new Hono();

  app.use(async (c, next) => {
    const start = performance.now();
    await next();
    c.header('x-pod', settings.pod);
    if (isDraining()) c.header('connection', 'close');
    const { status } = c.res;
    // Probes come every few seconds: only those that fail are news.
    if (c.req.path.endsWith('z') && status === 200) return;
    log({ method: c.req.method, path: c.req.path, status, milliseconds: Math.round(performance.now() - start) });
  });

  app.get('/livez', (c) => c.json({ status: 'alive' }));
  app.get('/healthz', async (c) => send(c, await readiness(store, 1500)));

  app.use('/api/*', bodyLimit({ maxSize: 16 * 1024, onError: (c) => c.json({ error: 'the body is too large' }, 413) }));
  app.post('/api/login', async (c) => send(c, await login(store, settings.jwtSecret, await json(c), now())));

  app.use('/api/*', async (c, next) => {
    const authorization = c.req.header('authorization');
    const allowed = access(authorization, settings, now());
    if (allowed === 'none') {
      c.header('www-authenticate', authorization === undefined ? realm : `${realm}, error="invalid_token"`);
      return c.json({ error: 'send the header "Authorization: Bearer" with the master key or a token' }, 401);
    }
    if (allowed === 'read' && c.req.method !== 'GET' && c.req.method !== 'HEAD')
      return c.json({ error: 'a token only allows reading; this needs the master key' }, 403);
    return next();
  });
  app.get('/api/user', async (c) => send(c, await listUsers(store, c.req.query())));
  app.post('/api/user', async (c) => send(c, await addUser(store, await json(c))));

  app.notFound((c) => c.json({ error: 'there is nothing here' }, 404));
  app.onError((error, c) => {
    const isDatabase = error.name.startsWith('Mongo') || isConnectionLost(error);
    log({ level: 'error', path: c.req.path, error: `${error.name}: ${error.message}` });
    return isDatabase
      ? c.json({ error: 'the database cannot be reached' }, 503)
      : c.json({ error: 'internal error' }, 500);
  });
  return app;
}

/**
 * @param {import('hono').Context} c
 * @param {import('./users.js').Answer} answer
 */
function send(c, { status, body }) {
  return c.json(body, status);
}

/**
 * The request's JSON, undefined if it is none.
 * @param {import('hono').Context} c
 * @returns {Promise<unknown>}
 */
function json(c) {
  return c.req.json().catch(() => undefined);
}

function now() {
  return Math.floor(Date.now() / 1000);
}
