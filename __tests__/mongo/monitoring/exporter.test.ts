import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { only, yaml } from '../../rendered';
import { findings, watched } from './monitored-set';

const metrics = { labels: { release: 'prometheus' } };

interface Pod {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly object[] } } };
}

function container(props: Partial<MongoStatefulSetProps> = {}): object | undefined {
  const manifests = watched((credentials) => ({ metrics, exporter: { credentials }, ...props }));
  return (only(manifests, 'StatefulSet') as unknown as Pod).spec.template.spec.containers[2];
}

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
  expect(only(manifests, 'StatefulSet')).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {},
            {},
            {
              image: 'corp.example/exporter:1.0.0',
              resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
            },
          ],
        },
      },
    },
  });
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

test('asks its own mongod, with credentials that are in no argument', () => {
  expect(yaml(container())).toMatchSnapshot();
});

test('speaks TLS where mongod may want it', () => {
  const certificate = { issuer: { name: 'authority' } };
  expect(container({ tls: { mode: 'require', certificate } })).toHaveProperty(
    'args.0',
    '--mongodb.uri=mongodb://127.0.0.1:27017/?authSource=admin&tls=true&tlsInsecure=true',
  );
});
