import { Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoBackup } from '../../../lib/mongo/backup/mongo-backup';
import { MongoConnectionProps } from '../../../lib/mongo/client/connection';
import { MongoTlsMode } from '../../../lib/mongo/tls/tls';
import { MongoSnapshots } from '../../../lib/mongo/snapshots/mongo-snapshots';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, refusal, rendered } from '../../rendered';
import { tlsSet } from './tls-set';

type Credentials = SecretRef<'username' | 'password'>;
type Use = (chart: Chart, mongo: MongoStatefulSet, user: Credentials) => void;

interface Container {
  readonly env?: readonly object[];
  readonly volumeMounts: readonly { readonly mountPath: string }[];
}

interface PodSpec {
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly object[];
}

const directory = '/etc/mongo-tls';
const items = [{ key: 'ca.crt', path: 'ca.crt' }];

function clients(mode: MongoTlsMode, use: Use): readonly KubernetesManifest[] {
  return rendered((chart) => {
    const user = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
    use(chart, tlsSet(chart, mode, { users: [{ credentials: user, roles: [{ role: 'read', db: 'shop' }] }] }), user);
  });
}

function uri(mode: MongoTlsMode, props: Partial<MongoConnectionProps> = {}): URLSearchParams {
  let text = '';
  clients(mode, (_, mongo, user) => (text = mongo.connection({ user, database: 'shop', ...props }).text('URI')));
  return new URLSearchParams(text.slice(text.indexOf('?')));
}

function podOf(manifest: KubernetesManifest): PodSpec {
  const { spec } = manifest as unknown as {
    spec: { template?: { spec: PodSpec }; jobTemplate?: { spec: { template: { spec: PodSpec } } } };
  };
  return (spec.template ?? spec.jobTemplate?.spec.template)?.spec as PodSpec;
}

function mounts({ volumeMounts }: Container): string[] {
  return volumeMounts.map(({ mountPath }) => mountPath);
}

test.each<[MongoTlsMode, MongoConnectionProps['hosts'], string | null]>([
  ['off', 'seeds', null],
  ['allow', 'seeds', null],
  ['prefer', 'seeds', 'true'],
  ['require', 'seeds', 'true'],
  ['off', 'srv', 'false'],
  ['allow', 'srv', 'false'],
  ['require', 'srv', 'true'],
])('has connections to a set in mode %s by %s say tls=%s', (mode, hosts, tls) => {
  const options = uri(mode, { hosts });
  expect([options.get('tls'), options.get('tlsCAFile')]).toEqual([tls, tls === 'true' ? `${directory}/ca.crt` : null]);
});

test('refuses a connection with a file of its own, for the members have one authority', () => {
  const text = refusal((chart) => {
    const user = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
    const mongo = tlsSet(chart, 'require', { users: [{ credentials: user, roles: [{ role: 'read', db: 'shop' }] }] });
    mongo.connection({ user, options: { tlsCAFile: '/ca.pem' } });
  });
  expect(text).toContain(
    '[shop/mongo] connection.options["tlsCAFile"] must not be an option that the set decides; leave it out',
  );
});

test('gives a backend, its Jobs and its init containers and sidecars the authority, each where a variable of its own names it', () => {
  const manifests = clients('require', (chart, mongo, user) => {
    const env = { MONGODB_URI: mongo.connection({ user, database: 'shop' }) };
    const command = ['run'] as const;
    new BackendService(chart, 'api', {
      image: 'api:1.0.0',
      port: 8080,
      env,
      initContainers: { seed: { image: 'seed:1.0.0', env }, other: { image: 'other:1.0.0' } },
      cronJobs: { nightly: { command, schedule: '0 3 * * *' } },
    });
  });
  const { containers, initContainers = [], volumes } = podOf(only(manifests, 'Deployment'));
  const job = podOf(only(manifests, 'CronJob'));
  expect([...containers, ...initContainers, ...job.containers].map((each) => mounts(each).includes(directory))).toEqual(
    [true, true, false, true],
  );
  const volume = {
    name: 'etc-mongo-tls',
    projected: { defaultMode: 0o444, sources: [{ secret: { name: 'mongo-tls', items } }] },
  };
  expect([volumes, job.volumes]).toEqual([expect.arrayContaining([volume]), expect.arrayContaining([volume])]);
});

test('gives the authority to whoever has a whole connection string in a Secret, too', () => {
  const manifests = clients('require', (chart, mongo) => {
    const uris = new SecretRef(chart, 'uris', { keys: ['uri'] });
    new BackendService(chart, 'api', {
      image: 'api:1.0.0',
      port: 8080,
      env: { MONGODB_URI: mongo.connectionFrom(uris.key('uri')) },
    });
  });
  const [container] = podOf(only(manifests, 'Deployment')).containers;
  expect(container === undefined ? [] : mounts(container)).toContain(directory);
});

test('leaves the authority to a backend that has its own file there', () => {
  const manifests = clients('require', (chart, mongo, user) => {
    const env = { MONGODB_URI: mongo.connection({ user, database: 'shop' }) };
    const files = { [`${directory}/ca.crt`]: 'of its own' };
    new BackendService(chart, 'api', { image: 'api:1.0.0', port: 8080, env, files });
  });
  expect(podOf(only(manifests, 'Deployment')).volumes).toContainEqual({
    name: 'etc-mongo-tls',
    projected: {
      defaultMode: 0o444,
      sources: [{ configMap: { name: 'api-files', items: [{ key: 'etc_mongo-tls_ca.crt', path: 'ca.crt' }] } }],
    },
  });
});

test('has a binding say that TLS is spoken, and bring the authority', () => {
  clients('require', (_, mongo, user) => {
    const { files } = mongo.binding({ user, database: 'shop' });
    const authority = files['/bindings/mongo/ca.crt'];
    expect([files['/bindings/mongo/tls'], typeof authority === 'object' && authority.secretName]).toEqual([
      'true',
      'mongo-tls',
    ]);
  });
});

test('gives the authority to dumps, restores and snapshots', () => {
  const schedule = '0 3 * * *';
  const manifests = clients('require', (chart, mongo, user) => {
    const restore = { targetSet: 'mongo', user };
    new MongoBackup(chart, 'dumps', { mongo, user, schedule, storage: { size: '1Gi' }, restore });
    new MongoSnapshots(chart, 'snapshots', { mongo, user, schedule });
  });
  const pods = manifests.filter(({ kind }) => ['CronJob', 'Job'].includes(kind)).map(podOf);
  const authority = { name: 'authority', secret: { secretName: 'mongo-tls', defaultMode: 0o444, items } };
  expect(pods).toHaveLength(3);
  for (const { containers, volumes } of pods) {
    expect(containers.flatMap(mounts)).toContain(directory);
    expect(volumes).toContainEqual(authority);
  }
});
