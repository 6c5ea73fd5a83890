import { App, Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { FindingsError } from '../../../lib/findings/findings-error';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { prerequisites } from '../../../lib/prerequisites/prerequisites';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { render } from '../../../lib/synth/render';

const keys = ['username', 'password'] as const;
const least = { image: 'web:1.0.0', port: 8080 };

interface Parts {
  readonly mongo: MongoStatefulSet;
  readonly shop: Chart;
  readonly reports: Chart;
  readonly user: SecretRef<'username' | 'password'>;
  readonly copy: SecretRef<'username' | 'password'>;
}

function built(use: (parts: Parts) => void, props: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const reports = new Chart(app, 'reports', { namespace: 'reports' });
  const user = new SecretRef(shop, 'mongo-reports', { keys });
  const copy = new SecretRef(reports, 'mongo-reports', { keys, copyOf: user });
  const mongo = new MongoStatefulSet(shop, 'mongo', {
    members: 1,
    storage: { size: '1Gi' },
    keyfile: new SecretRef(shop, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    users: [{ credentials: user, roles: [{ role: 'read', db: 'shop' }] }],
    clientNamespaces: ['reports'],
    ...props,
  });
  use({ mongo, shop, reports, user, copy });
  return render(app);
}

function refused(use: (parts: Parts) => void, props: Partial<MongoStatefulSetProps> = {}): readonly string[] {
  try {
    built(use, props);
  } catch (error) {
    if (error instanceof FindingsError)
      return error.findings.map(({ path, at, want }) => `${path} ${at ?? ''} ${want}`);
  }
  return [];
}

function policy(manifests: readonly KubernetesManifest[], name: string): Record<string, unknown> {
  const found = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name);
  return found?.['spec'] as Record<string, unknown>;
}

const connected = ({ mongo, reports, copy }: Parts): void => {
  const env = { MONGODB_URI: mongo.connection({ user: copy, database: 'shop' }) };
  new BackendService(reports, 'web', { ...least, env });
};

test('lets in the labelled pods of the named namespaces, and those pods out to the set', () => {
  const manifests = built(connected);
  const namespaceSelector = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
  expect(policy(manifests, 'mongo')['ingress']).toEqual([
    {
      from: [
        { podSelector: { matchLabels: { app: 'mongo' } } },
        { podSelector: { matchLabels: { 'mongo-client': 'true' } } },
        {
          namespaceSelector: namespaceSelector('reports'),
          podSelector: { matchLabels: { 'mongo-client': 'true' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 27017 }],
    },
    { from: [{ podSelector: { matchLabels: { app: 'mongo' } } }], ports: [{ protocol: 'TCP', port: 27027 }] },
  ]);
  expect(policy(manifests, 'web')['egress']).toContainEqual({
    to: [{ namespaceSelector: namespaceSelector('shop'), podSelector: { matchLabels: { app: 'mongo' } } }],
    ports: [{ protocol: 'TCP', port: 27017 }],
  });
  const deployment = manifests.find(({ kind }) => kind === 'Deployment');
  expect(deployment).toMatchObject({
    metadata: {
      namespace: 'reports',
      annotations: { 'cdk8s-backend/secret-copies': '{"mongo-reports":"shop/mongo-reports"}' },
    },
    spec: { template: { metadata: { labels: { 'mongo-client': 'true' } } } },
  });
  expect(JSON.stringify(deployment)).toContain('@mongo-0.mongo.shop.svc.cluster.local:27017/shop?authSource=admin');
});

test('tells `secrets` that the values are those of the Secret in the namespace of the set', () => {
  const found = prerequisites(built(connected)).secrets.filter(({ name }) => name === 'mongo-reports');
  expect(found.map(({ namespace, copyOf }) => [namespace, copyOf])).toEqual([
    ['reports', { namespace: 'shop', name: 'mongo-reports' }],
    ['shop', undefined],
  ]);
});

test.each<[string, (parts: Parts) => void]>([
  ['a connection', connected],
  [
    'a binding',
    ({ mongo, reports, copy }) => {
      new BackendService(reports, 'web', { ...least, ...mongo.binding({ user: copy, database: 'shop' }) });
    },
  ],
  [
    'a whole connection string',
    ({ mongo, reports }) => {
      const uri = new SecretRef(reports, 'uri', { keys: ['uri'] }).key('uri');
      new BackendService(reports, 'web', { ...least, env: { URI: mongo.connectionFrom(uri) } });
    },
  ],
])('refuses %s of a namespace that the set does not let in', (_, use) => {
  expect(refused(use)).toEqual([]);
  expect(refused(use, { clientNamespaces: [] })).toEqual([
    expect.stringMatching(/^reports\/web env\["\w+"\] leads to pods that let in no clients of this namespace$/),
  ]);
});

test.each<[string, (parts: Parts) => void]>([
  [
    'egressTo[0]',
    ({ mongo, reports }) => {
      new BackendService(reports, 'web', { ...least, egressTo: [mongo] });
    },
  ],
  [
    'waitFor[0]',
    ({ mongo, reports }) => {
      const waitFor = [{ host: 'mongo.shop', port: 27017, endpoint: mongo.endpoint }];
      new BackendService(reports, 'web', { ...least, waitFor });
    },
  ],
])('refuses %s of such a namespace, where the pods would only wait', (place, use) => {
  expect(refused(use)).toEqual([]);
  expect(refused(use, { clientNamespaces: [] })).toEqual([
    `reports/web ${place} leads to pods that let in no clients of this namespace`,
  ]);
});

test('asks for a copy of the Secret, which pods of another namespace do not read', () => {
  const use = ({ mongo, reports, user }: Parts): void => {
    new BackendService(reports, 'web', { ...least, env: { URI: mongo.connection({ user, database: 'shop' }) } });
  };
  expect(refused(use)).toEqual([`reports/web env["URI"] must be of the pods' namespace "reports"`]);
});

test('asks for the certificates of a set with TLS there, and has them as the file of the connection', () => {
  const props = { tls: { mode: 'require', certificate: { issuer: { name: 'internal' } } } } as const;
  expect(refused(connected, props)).toEqual([
    'shop/mongo connection.caBundle must be given for a client of the namespace "reports"',
  ]);
  const manifests = built(({ mongo, shop, reports, copy }) => {
    const certificates = new SecretRef(shop, 'mongo-tls', { keys: ['ca.crt'] });
    const caBundle = new SecretRef(reports, 'mongo-ca', { keys: ['ca.crt'], copyOf: certificates }).key('ca.crt');
    const { files, env } = mongo.binding({ user: copy, database: 'shop', caBundle });
    const MONGODB_URI = mongo.connection({ user: copy, caBundle, database: 'shop' });
    new BackendService(reports, 'web', { ...least, files, env: { ...env, MONGODB_URI } });
    const uri = new SecretRef(reports, 'uri', { keys: ['uri'] }).key('uri');
    new BackendService(reports, 'other', { ...least, env: { URI: mongo.connectionFrom(uri, caBundle) } });
  }, props);
  const [web, other] = manifests.filter(({ kind }) => kind === 'Deployment').map((one) => JSON.stringify(one));
  const source = '"name":"mongo-ca"';
  expect([web, other]).toEqual([expect.stringContaining(source), expect.stringContaining(source)]);
  expect(prerequisites(manifests).secrets.find(({ name }) => name === 'mongo-ca')?.copyOf).toEqual({
    namespace: 'shop',
    name: 'mongo-tls',
  });
});

test('lets in its own namespace once, and names no other by default', () => {
  const manifests = built(() => undefined, { clientNamespaces: ['shop', 'a', 'a'] });
  expect(JSON.stringify(policy(manifests, 'mongo')['ingress']).match(/kubernetes.io.metadata.name":"\w+/g)).toEqual([
    'kubernetes.io/metadata.name":"a',
  ]);
});
