import { AddressInfo } from 'node:net';
import { Observed } from '../../lib/mongo-agent/decide';
import { Metrics } from '../../lib/mongo-agent/metrics';
import { Report } from '../../lib/mongo-agent/report';
import { drain, serve } from '../../lib/mongo-agent/server';
import { silent } from './member-figures';

function report(state: Observed['state']): Report {
  const made = new Report(() => undefined);
  const members = [{ host: 'host-0', ordinal: 0, state: 'PRIMARY' }];
  made.decided(
    {
      ordinal: 0,
      replicas: 1,
      state,
      listed: true,
      lostSeconds: 0,
      members,
      peers: {},
      users: [],
      compatibility: undefined,
    },
    { kind: 'rest' },
  );
  return made;
}

async function responses(state: Observed['state'], paths: readonly string[]): Promise<readonly Response[]> {
  const made = report(state);
  const metrics = new Metrics(made, { read: () => Promise.resolve(silent) });
  const server = serve({
    port: 0,
    ordinal: 0,
    report: made,
    metrics,
    readApplied: () => Promise.resolve({ replicas: 1 }),
  });
  const { port } = server.address() as AddressInfo;
  const found = await Promise.all(paths.map((path) => fetch(`http://127.0.0.1:${port}${path}`)));
  server.close();
  return found;
}

async function answers(state: Observed['state'], paths: readonly string[]): Promise<Record<string, number>> {
  const statuses = (await responses(state, paths)).map(({ status }, index) => [paths[index], status]);
  return Object.fromEntries(statuses) as Record<string, number>;
}

test('answers the probes, and nothing that it does not know', async () => {
  const paths = ['/readyz', '/agentz', '/status', '/drain', '/other'];
  expect([await answers('primary', paths), await answers('startup2', paths)]).toEqual([
    { '/readyz': 200, '/agentz': 200, '/status': 200, '/drain': 200, '/other': 404 },
    { '/readyz': 503, '/agentz': 200, '/status': 200, '/drain': 200, '/other': 404 },
  ]);
});

test("answers Prometheus in its own format, whatever mongod's state", async () => {
  const [response] = await responses('unreachable', ['/metrics']);
  expect([response?.status, response?.headers.get('content-type'), (await response?.text())?.split('\n')[2]]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    'mongodb_agent_ready 0',
  ]);
});

test('answers on after a question that it could not answer', async () => {
  const metrics = { text: () => Promise.reject(new Error('no figures')) };
  const readApplied = () => Promise.resolve({ replicas: 1 });
  const server = serve({ port: 0, ordinal: 0, report: report('primary'), metrics, readApplied });
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect([response.status, await response.json()]).toEqual([500, { error: 'Error: no figures' }]);
  expect((await fetch(`http://127.0.0.1:${port}/agentz`)).status).toBe(200);
  server.close();
});

const silentServer = new Error('the API server did not answer within 3 seconds');

test.each([
  ['stays', 'while the API server does not answer', silentServer, 'secondary'],
  ['stays', 'when the set is scaled to nothing', 0, 'secondary'],
  ['stays', 'when it is wanted', 3, 'secondary'],
  ['left', 'when it is out of the configuration', 2, 'removed'],
  ['left', 'when its mongod is gone', 2, 'unreachable'],
] as const)('lets mongod end at once (%s) %s', async (answer, _, replicas, state) => {
  const readApplied = () => (replicas instanceof Error ? Promise.reject(replicas) : Promise.resolve({ replicas }));
  expect(await drain({ ordinal: 2, report: report(state), readApplied }, 0)).toBe(answer);
});

test('asks the API server again before it takes a member for one that stays', async () => {
  const answers = [Promise.reject(silentServer), Promise.resolve({ replicas: 2 })];
  const readApplied = () => answers.shift() ?? Promise.reject(silentServer);
  expect(await drain({ ordinal: 2, report: report('removed'), readApplied })).toBe('left');
});
