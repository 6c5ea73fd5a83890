import { only } from '../../rendered';
import { findings, watched } from './monitored-set';

const metrics = { labels: { release: 'prometheus' } };

test('has a user of the set that sees figures, and no data', () => {
  const manifests = watched((credentials) => ({ metrics, exporter: { credentials } }));
  const [agent] = manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'mongo-agent');
  const { 'desired.json': desired = '' } = agent?.['data'] as Record<string, string>;
  expect((JSON.parse(desired) as { users: unknown }).users).toEqual([
    {
      name: 'mongo-exporter',
      database: 'admin',
      roles: [
        { role: 'clusterMonitor', db: 'admin' },
        { role: 'read', db: 'local' },
      ],
      passwordAlphabet: 'uri',
    },
  ]);
});

test('takes the image and the resources as told', () => {
  const manifests = watched((credentials) => ({
    metrics,
    exporter: { credentials, image: 'corp.example/exporter:1.0.0', resources: { limits: { memory: '256Mi' } } },
  }));
  expect(only(manifests, 'Deployment')).toHaveProperty(
    'spec.template.spec.containers.0',
    expect.objectContaining({
      image: 'corp.example/exporter:1.0.0',
      resources: {
        requests: { cpu: '10m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
        limits: { cpu: '200m', memory: '256Mi', 'ephemeral-storage': '16Mi' },
      },
    }),
  );
});

test('refuses an image of a release that does not know the arguments', () => {
  const image = 'docker.io/percona/mongodb_exporter:0.40.0';
  expect(findings((credentials) => ({ metrics, exporter: { credentials, image } }))).toEqual([
    `exporter.image must be of release 0.41 or later, got "${image}"; write one such as "docker.io/percona/mongodb_exporter:0.53.0"`,
  ]);
});

test('refuses an image without a tag, amounts that are none, and a user that is declared twice', () => {
  expect(
    findings((credentials) => ({
      metrics,
      exporter: { credentials, image: 'exporter', resources: { requests: { cpu: 'much' } } },
      users: [{ credentials, roles: [{ role: 'read', db: 'shop' }] }],
    })),
  ).toEqual([
    'exporter.image has no tag, got "exporter"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
    'exporter.resources.requests.cpu must be a positive quantity of CPU cores, got "much"; write "500m" or "2"',
    'exporter.credentials must not be those of one of users, got "mongo-exporter"; leave the user out of users, because the set creates it',
  ]);
});
