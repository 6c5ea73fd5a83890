import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'asks gRPC, a program and a port',
    {
      health: {
        ready: { grpc: 8080, service: 'api' },
        live: { tcp: 8080 },
        startup: { exec: ['true'] },
        timeoutSeconds: 3,
      },
    },
    'Deployment spec.template.spec.containers.0.readinessProbe',
    { failureThreshold: 3, grpc: { port: 8080, service: 'api' }, periodSeconds: 5, timeoutSeconds: 3 },
  ],
  [
    'sends the headers that are stated',
    { health: { ready: { path: '/healthz', httpHeaders: { Host: 'api.example.com', 'X-Probe': '' } } } },
    'Deployment spec.template.spec.containers.0.readinessProbe.httpGet',
    {
      path: '/healthz',
      port: 'http',
      httpHeaders: [
        { name: 'Host', value: 'api.example.com' },
        { name: 'X-Probe', value: '' },
      ],
    },
  ],
  [
    'gives the process the time to start that is stated',
    { health: '/healthz', startupSeconds: 31 },
    'Deployment spec.template.spec.containers.0.startupProbe',
    { failureThreshold: 16, periodSeconds: 2, tcpSocket: { port: 'http' }, timeoutSeconds: 2 },
  ],
  [
    'restarts only after the time that is stated',
    { health: { ready: '/healthz', restartAfterSeconds: 25 } },
    'Deployment spec.template.spec.containers.0.livenessProbe',
    { failureThreshold: 3, periodSeconds: 10, tcpSocket: { port: 'http' }, timeoutSeconds: 2 },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { health: 'healthz' },
    ['health must be a path that begins with "/" and has no spaces, got "healthz"; write "/healthz"'],
    { health: '/healthz' },
  ],
  [
    { health: { ready: '/a', live: { path: '/a' } } },
    [
      'health.live must not be what readiness asks, got {"path":"/a","port":"http"}; write a path that asks nothing but the process, or leave it out',
    ],
    { health: { ready: '/a', live: '/b' } },
  ],
  [
    { health: { ready: { path: '/a', httpHeaders: { 'X Probe': 'a', Host: 'a\nb' } } } },
    [
      'health.ready.httpHeaders["X Probe"] must be the name of a header: letters, digits and "-", got "X Probe"; write "Host"',
      'health.ready.httpHeaders["Host"] must be one line, got "a\\nb"; write "api.example.com"',
    ],
    { health: { ready: { path: '/a', httpHeaders: { 'X-Probe': 'a' } }, live: '/a' } },
  ],
  [
    { health: { ready: { path: '/a', port: 'admin' } } },
    ['health.ready must ask a port of the container, got "admin"; write one of "http" (8080), or add it to ports'],
    { health: { ready: { path: '/a', port: 'http' } } },
  ],
  [
    { health: { ready: { grpc: 'http' } } },
    ['health.ready.grpc must be an integer from 1 to 65535, got "http"; write 1'],
    { health: { ready: { grpc: 8080 } } },
  ],
  [
    { health: { ready: { tcp: 1 } } },
    ['health.ready must ask a port of the container, got 1; write one of "http" (8080), or add it to ports'],
    { health: { ready: { tcp: 8080 } } },
  ],
  [
    { health: { ready: { exec: [] } } },
    ['health.ready.exec must not be empty, got []; write ["/bin/healthy"]'],
    { health: { ready: { exec: ['true'] } } },
  ],
  [
    { health: { ready: '/a', timeoutSeconds: 6 } },
    ['health.timeoutSeconds must be an integer from 1 to 5, got 6; write 5'],
    { health: { ready: '/a', timeoutSeconds: 5 } },
  ],
  [
    { health: { ready: '/a', unreadyAfterSeconds: 4 } },
    ['health.unreadyAfterSeconds must be an integer from 5, got 4; write 5'],
    { health: { ready: '/a', unreadyAfterSeconds: 5 } },
  ],
  [
    { health: { ready: '/a', restartAfterSeconds: 9 } },
    ['health.restartAfterSeconds must be an integer from 10, got 9; write 10'],
    { health: { ready: '/a', restartAfterSeconds: 10 } },
  ],
  [{ startupSeconds: 1 }, ['startupSeconds must be an integer from 2, got 1; write 2'], { startupSeconds: 2 }],
  [
    { health: { live: '/a' } },
    [
      'health.ready must be a string or { path, port, scheme, httpHeaders } or { tcp } or { grpc, service } or { exec }, got undefined',
    ],
    { health: { ready: '/a' } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
