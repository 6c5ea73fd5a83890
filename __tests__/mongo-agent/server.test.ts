import { AddressInfo } from 'node:net';
import { Observed } from '../../lib/mongo-agent/decide';
import { Report } from '../../lib/mongo-agent/report';
import { drain, serve } from '../../lib/mongo-agent/server';

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

async function answers(state: Observed['state'], paths: readonly string[]): Promise<Record<string, number>> {
  const server = serve({ port: 0, ordinal: 0, report: report(state), readReplicas: () => Promise.resolve(1) });
  const { port } = server.address() as AddressInfo;
  const statuses = await Promise.all(
    paths.map(async (path) => [path, (await fetch(`http://127.0.0.1:${port}${path}`)).status]),
  );
  server.close();
  return Object.fromEntries(statuses) as Record<string, number>;
}

test('answers the probes, and nothing that it does not know', async () => {
  const paths = ['/readyz', '/agentz', '/status', '/drain', '/other'];
  expect([await answers('primary', paths), await answers('startup2', paths)]).toEqual([
    { '/readyz': 200, '/agentz': 200, '/status': 200, '/drain': 200, '/other': 404 },
    { '/readyz': 503, '/agentz': 200, '/status': 200, '/drain': 200, '/other': 404 },
  ]);
});

test.each([
  ['stays', 'while the API server does not answer', undefined, 'secondary'],
  ['stays', 'when the set is scaled to nothing', 0, 'secondary'],
  ['stays', 'when it is wanted', 3, 'secondary'],
  ['left', 'when it is out of the configuration', 2, 'removed'],
  ['left', 'when its mongod is gone', 2, 'unreachable'],
] as const)('lets mongod end at once (%s) %s', async (answer, _, replicas, state) => {
  expect(await drain({ ordinal: 2, report: report(state), readReplicas: () => Promise.resolve(replicas) })).toBe(
    answer,
  );
});
