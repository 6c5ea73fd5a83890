import { lostTraffic } from '../../lib/adopt/lost-traffic';
import { deploymentText, objectsOf, objectText, serviceText } from './adopted';

const ports = [
  { name: 'web', containerPort: 8080 },
  { name: 'admin', containerPort: 9000 },
];
const pods = deploymentText({ ports });
const renamed = deploymentText({ ports: [{ name: 'http', containerPort: 8080 }] });
const ingress = (port: object, path = '/'): string =>
  objectText('networking.k8s.io/v1', 'Ingress', 'web', {
    spec: {
      rules: [
        {
          host: 'a.example.com',
          http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name: 'web', port } } }] },
        },
      ],
    },
  });
const route = (backendRefs: readonly object[]): string =>
  objectText('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', {
    spec: { parentRefs: [{ name: 'g' }], hostnames: ['a.example.com'], rules: [{ backendRefs }] },
  });

test.each([
  [
    'the new name of a port',
    [pods, serviceText({ ports: [{ port: 80, targetPort: 'web' }] })],
    [renamed, serviceText({ ports: [{ port: 80, targetPort: 'http' }] })],
    undefined,
  ],
  [
    'another port of the pods',
    [pods, serviceText({ ports: [{ port: 80, targetPort: 'web' }] })],
    [pods, serviceText({ ports: [{ port: 80, targetPort: 'admin' }] })],
    'the construct would not lead on port 80/TCP as it does',
  ],
  ['no Service', [serviceText()], [], 'the construct would not lead on port 80/TCP as it does'],
  [
    'the name of the port of a Service',
    [serviceText(), ingress({ number: 80 })],
    [serviceText({ ports: [{ name: 'http', port: 80, targetPort: 8080 }] }), ingress({ name: 'http' })],
    undefined,
  ],
  [
    'another port of a Service',
    [serviceText(), ingress({ number: 80 })],
    [serviceText(), ingress({ number: 81 })],
    'the construct would not lead on requests to web:80 as it does',
  ],
  [
    'another path',
    [serviceText(), ingress({ number: 80 })],
    [serviceText(), ingress({ number: 80 }, '/a')],
    'the construct would not lead on a.example.com/ as it does',
  ],
  [
    'another weight',
    [
      route([
        { name: 'web', port: 80 },
        { name: 'b', port: 80 },
      ]),
    ],
    [
      route([
        { name: 'web', port: 80, weight: 2 },
        { name: 'b', port: 80 },
      ]),
    ],
    'the construct would not lead on requests to web:80 of weight 1 as it does',
  ],
])('of %s', (_, before, after, lost) => {
  expect(lostTraffic(objectsOf(before.join('\n---\n')), objectsOf(after.join('\n---\n')))).toBe(lost);
});
