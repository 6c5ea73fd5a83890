import { adoptedProps, deploymentText, serviceText } from '../adopted';

const get = (path: string, port: unknown = 8080): object => ({ httpGet: { path, port } });
const open = { tcpSocket: { port: 8080 } };

test.each([
  ['a path of readiness', { readinessProbe: get('/ready') }, { health: '/ready' }],
  ['one path of both', { readinessProbe: get('/ok'), livenessProbe: get('/ok') }, { health: '/ok' }],
  [
    'two paths',
    { readinessProbe: get('/ready'), livenessProbe: get('/live') },
    { health: { ready: '/ready', live: '/live' } },
  ],
  ['a path of liveness alone', { livenessProbe: get('/live') }, { health: { ready: { tcp: 'http' }, live: '/live' } }],
  ['an open port of liveness alone', { livenessProbe: open }, { health: { ready: { tcp: 'http' } } }],
  ['gRPC', { readinessProbe: { grpc: { port: 8080 } } }, { health: { ready: { grpc: 8080 } } }],
  [
    'headers of the request',
    { readinessProbe: { httpGet: { path: '/ready', port: 8080, httpHeaders: [{ name: 'Host', value: 'web' }] } } },
    { health: { ready: { path: '/ready', httpHeaders: { Host: 'web' } } } },
  ],
  ['a program', { readinessProbe: { exec: { command: ['ok'] } } }, { health: { ready: { exec: ['ok'] } } }],
  [
    'times, as the seconds until a probe fails for good',
    {
      readinessProbe: { ...get('/ready'), periodSeconds: 20, timeoutSeconds: 4 },
      livenessProbe: { ...get('/live'), initialDelaySeconds: 90, failureThreshold: 2 },
    },
    {
      health: { ready: '/ready', live: '/live', timeoutSeconds: 4, unreadyAfterSeconds: 60, restartAfterSeconds: 20 },
      startupSeconds: 110,
    },
  ],
])('says %s', (_, container, props) => {
  const texts = [deploymentText({ ...container, ports: [{ containerPort: 8080 }] }), serviceText()];
  expect(adoptedProps(texts)).toEqual({ port: 8080, networkPolicy: false, ...props });
});

test('keeps by overrides what no prop says of a probe', () => {
  const readinessProbe = {
    httpGet: { path: '/ready', port: 8080, host: '127.0.0.1' },
    successThreshold: 3,
    timeoutSeconds: 30,
  };
  expect(adoptedProps([deploymentText({ readinessProbe }), serviceText()])).toEqual({
    port: 8080,
    health: { ready: '/ready', timeoutSeconds: 5 },
    networkPolicy: false,
    overrides: {
      deployment: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'web',
                  readinessProbe: { httpGet: { host: '127.0.0.1' }, successThreshold: 3, timeoutSeconds: 30 },
                },
              ],
            },
          },
        },
      },
    },
  });
});
