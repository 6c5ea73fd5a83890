import { containersOf } from '../../../lib/status/pods/containers';
import { failedProbe, probeTrouble, probeWait, runningSeconds } from '../../../lib/status/pods/probe';
import { object, view, warning } from '../played-view';

const now = new Date('2026-11-27T12:01:00Z');
function container(startedAt: string, probe: object) {
  const pod = object('v1', 'Pod', 'web-1', {
    spec: { containers: [{ name: 'web', readinessProbe: probe }] },
    status: { containerStatuses: [{ name: 'web', state: { running: { startedAt } } }] },
  });
  const [found] = containersOf(pod);
  if (found === undefined) throw new Error('no container');
  return found;
}

const fails = (one: ReturnType<typeof container>, message: string) =>
  view({
    now,
    warnings: [warning(one.pod, 'Unhealthy', `Readiness probe ${message}`, { fieldPath: 'spec.containers{web}' })],
  });

test.each([
  [
    { httpGet: { path: '/readyz', port: 8080 } },
    'failed: HTTP probe failed with statuscode: 503',
    'GET :8080/readyz fails, it answered 503',
  ],
  [
    { httpGet: { port: 'http', scheme: 'HTTPS' } },
    'failed: Get "https://10.1.2.3:8443/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    'GET HTTPS :http/ fails, no answer in time',
  ],
  [
    { tcpSocket: { port: 5432 } },
    'failed: dial tcp 10.1.2.3:5432: connect: connection refused',
    'of TCP port 5432 fails, connection refused: nothing listens there',
  ],
  [
    { grpc: { port: 9000 } },
    'failed: service unhealthy (responded with "NOT_SERVING")',
    'of gRPC port 9000 fails, service unhealthy (responded with "NOT_SERVING")',
  ],
  [{ exec: { command: ['cat', '/ok'] } }, "failed: cat: can't open '/ok'", "cat /ok fails, cat: can't open '/ok'"],
])('says what %j asked, and what came back', (probe, message, text) => {
  const one = container('2026-11-27T12:00:00Z', probe);
  expect(failedProbe(one, fails(one, message))).toBe(`container web: readiness probe ${text}`);
});

test('is a trouble once the container has had the time that its probe gives it', () => {
  const probe = { tcpSocket: { port: 1 }, initialDelaySeconds: 10, periodSeconds: 5, failureThreshold: 4 };
  const causes = ['2026-11-27T12:00:31Z', '2026-11-27T12:00:30Z'].map((startedAt) => {
    const one = container(startedAt, probe);
    return [runningSeconds(one, view({ now })), probeTrouble(one, fails(one, 'failed: no'))?.cause];
  });
  expect(causes).toEqual([
    [29, undefined],
    [30, 'probe'],
  ]);
});

test('is what a container waits for before', () => {
  const one = container('2026-11-27T12:00:59Z', { tcpSocket: { port: 1 } });
  expect([fails(one, 'failed: no'), view({ now })].map((each) => probeWait(one, each).text)).toEqual([
    'container web: readiness probe of TCP port 1 fails, no',
    'container web runs and is not ready yet',
  ]);
});
