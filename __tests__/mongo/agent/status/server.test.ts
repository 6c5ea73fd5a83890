import { AddressInfo } from 'node:net';
import { Observation } from '../../../../lib/mongo/agent/observation';
import { metricsText } from '../../../../lib/mongo/agent/status/metrics';
import { Report } from '../../../../lib/mongo/agent/status/report';
import { drain, serve } from '../../../../lib/mongo/agent/status/server';
import { observation } from '../observation';
import { silent } from './figures';

function report(state: Observation['state']): Report {
  const made = new Report(() => undefined);
  made.decided(observation({ state }), { kind: 'idle' });
  return made;
}

async function responses(state: Observation['state'], paths: readonly string[]): Promise<readonly Response[]> {
  const made = report(state);
  const metrics = () => metricsText(made, () => Promise.resolve(silent));
  const server = serve({
    port: 0,
    ordinal: 0,
    report: made,
    metrics,
    readStatefulSet: () => Promise.resolve({ replicas: 1 }),
  });
  const { port } = server.address() as AddressInfo;
  const found = await Promise.all(paths.map((path) => fetch(`http://127.0.0.1:${port}${path}`)));
  server.close();
  return found;
}

async function answers(state: Observation['state'], paths: readonly string[]): Promise<Record<string, number>> {
  const statuses = (await responses(state, paths)).map(({ status }, index) => [paths[index], status]);
  return Object.fromEntries(statuses) as Record<string, number>;
}

test('answers the probes, and nothing that it does not know', async () => {
  const paths = ['/readyz', '/livez', '/status', '/drain', '/other'];
  expect([await answers('primary', paths), await answers('startup2', paths)]).toEqual([
    { '/readyz': 200, '/livez': 200, '/status': 200, '/drain': 200, '/other': 404 },
    { '/readyz': 503, '/livez': 200, '/status': 200, '/drain': 200, '/other': 404 },
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
  const metrics = () => Promise.reject(new Error('no figures'));
  const readStatefulSet = () => Promise.resolve({ replicas: 1 });
  const server = serve({ port: 0, ordinal: 0, report: report('primary'), metrics, readStatefulSet });
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect([response.status, await response.json()]).toEqual([500, { error: 'Error: no figures' }]);
  expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  server.close();
});

const silentServer = new Error('the API server did not answer within 3 s');

test.each([
  ['stays', 'while the API server does not answer', silentServer, 'secondary'],
  ['stays', 'when the set is scaled to nothing', 0, 'secondary'],
  ['stays', 'when it is to stay', 3, 'secondary'],
  ['left', 'when it is out of the configuration', 2, 'removed'],
  ['left', 'when its mongod is gone', 2, 'unreachable'],
] as const)('lets mongod end at once (%s) %s', async (answer, _, replicas, state) => {
  const readStatefulSet = () => (replicas instanceof Error ? Promise.reject(replicas) : Promise.resolve({ replicas }));
  expect(await drain({ ordinal: 2, report: report(state), readStatefulSet }, 0)).toBe(answer);
});

test('asks the API server again before it takes a member for one that stays', async () => {
  const answers = [Promise.reject(silentServer), Promise.resolve({ replicas: 2 })];
  const readStatefulSet = () => answers.shift() ?? Promise.reject(silentServer);
  expect(await drain({ ordinal: 2, report: report('removed'), readStatefulSet })).toBe('left');
});
