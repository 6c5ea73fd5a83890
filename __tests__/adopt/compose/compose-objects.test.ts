import { field } from '../../../lib/manifests/manifest';
import { composeObjects } from '../../../lib/adopt/compose/compose-objects';

const service = (fields: Readonly<Record<string, unknown>>) => ({ name: 'web', fields });

test('a service becomes a Deployment, and a Service under the numbers by which the others call it', () => {
  const objects = composeObjects(
    service({
      image: 'docker.io/demo/web:1.0.0',
      command: 'node server.js',
      environment: { MODE: 'a', KEY: '${KEY}' },
      healthcheck: { test: ['CMD', 'ok'] },
      user: '1000:1000',
      deploy: { replicas: 3, resources: { limits: { cpus: '0.5', memory: '512M' } } },
      stop_grace_period: '5s',
    }),
    'shop',
    [3000],
  );
  const metadata = { name: 'web', namespace: 'shop' };
  expect(objects).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            terminationGracePeriodSeconds: 5,
            containers: [
              {
                name: 'web',
                image: 'docker.io/demo/web:1.0.0',
                args: ['node', 'server.js'],
                env: [
                  { name: 'MODE', value: 'a' },
                  { name: 'KEY', valueFrom: { secretKeyRef: { name: 'web-secrets', key: 'KEY' } } },
                ],
                ports: [{ containerPort: 3000 }],
                readinessProbe: { exec: { command: ['ok'] } },
                resources: { limits: { cpu: '0.5', memory: '512Mi' } },
                securityContext: { runAsUser: 1000 },
              },
            ],
          },
        },
      },
    },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'web' }, ports: [{ port: 3000 }] } },
  ]);
});

test('a database becomes a StatefulSet with a claim, and any other volume a claim beside the Deployment', () => {
  const kinds = (image: string) =>
    composeObjects(service({ image, volumes: ['data:/data', './src:/src'] }), 'shop', []).map(
      ({ kind, metadata }) => `${kind} ${metadata.name}`,
    );
  expect(kinds('postgres:16.1')).toEqual(['StatefulSet web', 'Service web']);
  expect(kinds('docker.io/demo/web:1.0.0')).toEqual(['Deployment web', 'PersistentVolumeClaim data']);
});

test.each([
  ['90s', 90],
  ['1m30s', 90],
  ['2h', 7200],
  ['500ms', undefined],
])('a grace period of %s is %s seconds', (given, seconds) => {
  const [deployment] = composeObjects(service({ image: 'demo/web:1', stop_grace_period: given }), 'shop', []);
  expect(field(deployment, 'spec', 'template', 'spec', 'terminationGracePeriodSeconds')).toBe(seconds);
});

test('a number is a port of TCP and of UDP, under two names', () => {
  const [, dns] = composeObjects(service({ image: 'demo/dns:1', ports: ['53:53', '53:53/udp'] }), 'shop', [53]);
  expect(field(dns, 'spec', 'ports')).toEqual([
    { name: 'port-53-tcp', port: 53 },
    { name: 'port-53-udp', port: 53, protocol: 'UDP' },
  ]);
});
