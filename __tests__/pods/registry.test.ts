import { mirrored } from '../../lib/pods/registry';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { findings, mongoConstructs } from './mongo-constructs';

const digest = `sha256:${'0'.repeat(64)}`;

test.each([
  ['docker.io/library/mongo:8.0.30', 'mirror.example.com/library/mongo:8.0.30'],
  ['mongo:8.0.30', 'mirror.example.com/library/mongo:8.0.30'],
  ['percona/mongodb_exporter:0.53.0', 'mirror.example.com/percona/mongodb_exporter:0.53.0'],
  [`index.docker.io/rclone/rclone@${digest}`, `mirror.example.com/rclone/rclone@${digest}`],
  ['quay.io/team/mongo:8.0.30', 'quay.io/team/mongo:8.0.30'],
  ['localhost:5000/mongo:8.0.30', 'localhost:5000/mongo:8.0.30'],
  ['mirror.example.com/library/mongo:8.0.30', 'mirror.example.com/library/mongo:8.0.30'],
  ['mongo', 'mongo'],
])('has the mirror’s %s as %s', (image, expected) => {
  expect([mirrored(image, { registry: 'mirror.example.com' }), mirrored(image, {})]).toEqual([expected, image]);
});

function images(given: Parameters<typeof mongoConstructs>[0]): string[] {
  const text = JSON.stringify(mongoConstructs(given));
  return [...new Set([...text.matchAll(/"image":"([^"]*)"/g)].map(([, image = '']) => image))].sort();
}

const storage: Parameters<typeof mongoConstructs>[0]['storage'] = (chart) => ({
  s3: {
    bucket: 'dumps',
    endpoint: 'https://s3.example.com',
    credentials: new SecretRef(chart, 'bucket', { keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] }),
    scratch: { size: '1Gi' },
  },
});

test('pulls every image of a set, its dumps and its snapshots from the mirror of the set', () => {
  expect(images({ storage, set: { registry: 'harbor.example.com:8443/dockerhub' } })).toEqual([
    'harbor.example.com:8443/dockerhub/library/mongo:8.0.30',
    'harbor.example.com:8443/dockerhub/percona/mongodb_exporter:0.53.0',
    'harbor.example.com:8443/dockerhub/rclone/rclone:1.75.1',
  ]);
});

test('pulls the client of object storage from the mirror of the dumps', () => {
  expect(images({ storage, backup: { registry: 'mirror.example.com' } })).toContain(
    'mirror.example.com/rclone/rclone:1.75.1',
  );
});

test.each(['https://mirror.example.com', 'mirror', 'mirror.example.com/', 'Mirror.example.com/A', ''])(
  'refuses %j as a mirror',
  (registry) => {
    const problem = `registry must be a registry's host with or without a path, got "${registry}"; write "mirror.example.com"`;
    expect(findings({ backup: { registry } })).toEqual([`[shop/dumps] ${problem}`]);
  },
);
