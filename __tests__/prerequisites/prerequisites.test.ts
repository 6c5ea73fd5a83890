import { KubernetesManifest } from '../../lib/manifests/manifest';
import { prerequisites } from '../../lib/prerequisites/prerequisites';
import { MongoBackup } from '../../lib/mongo/backup/mongo-backup';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { rendered } from '../rendered';

function deployment(name: string, pod: Record<string, unknown>, namespace = 'shop'): KubernetesManifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { template: { spec: pod } },
  };
}

function variable(name: string, secret: string, key: string, optional?: boolean): Record<string, unknown> {
  return { name, valueFrom: { secretKeyRef: { name: secret, key, optional } } };
}

const bare = (apiVersion: string, kind: string, spec: Record<string, unknown> = {}): KubernetesManifest => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'shop' },
  spec,
});

describe('prerequisites', () => {
  test('lists Secrets, keys and their uses in the order of their text, whatever the order of the manifests', () => {
    const manifests = [
      deployment('b', { containers: [{ env: [variable('Z', 'z', 'k2'), variable('Y', 'z', 'k1')] }] }),
      deployment('a', { containers: [{ env: [variable('Z', 'z', 'k2'), variable('A', 'a', 'k')] }] }),
    ];
    const expected = [
      {
        namespace: 'shop',
        name: 'a',
        keys: [{ key: 'k', format: 'any', usedBy: ['Deployment a, variable A'] }],
        usedBy: [],
      },
      {
        namespace: 'shop',
        name: 'z',
        keys: [
          { key: 'k1', format: 'any', usedBy: ['Deployment b, variable Y'] },
          { key: 'k2', format: 'any', usedBy: ['Deployment a, variable Z', 'Deployment b, variable Z'] },
        ],
        usedBy: [],
      },
    ];
    expect(prerequisites(manifests).secrets).toEqual(expected);
    expect(prerequisites([...manifests].reverse()).secrets).toEqual(expected);
  });

  test('gives a key that is used in several ways the strictest of their formats', () => {
    const pod = {
      initContainers: [
        { env: [variable('PASSWORD', 'db', 'password'), { name: 'URI', value: 'm://$(X):$(PASSWORD)@h' }] },
      ],
      containers: [{ env: [variable('PASSWORD', 'db', 'password'), variable('NAME', 'db', 'username')] }],
      volumes: [{ name: 'users', secret: { secretName: 'db', items: [{ key: 'username', path: 'db/username' }] } }],
    };
    const metadata = { name: 'mongo-agent', namespace: 'shop' };
    const users = [{ name: 'db', passwordAlphabet: 'printable' }];
    const data = { 'desired.json': JSON.stringify({ users }) };
    const agent: KubernetesManifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
    const [secret] = prerequisites([deployment('web', pod), agent]).secrets;
    expect(secret?.keys.map(({ key, format }) => [key, format])).toEqual([
      ['password', 'url-safe'],
      ['username', 'username'],
    ]);
  });

  test('asks of a name and a password what the user of a MongoStatefulSet may have', () => {
    const manifests = rendered((chart) => {
      const secret = (name: string) => new SecretRef(chart, name, { keys: ['username', 'password'] });
      const [uri, printable] = [secret('uri'), secret('printable')];
      const roles = [{ role: 'backup', db: 'admin' }] as const;
      const mongo = new MongoStatefulSet(chart, 'mongo', {
        storage: { size: '1Gi' },
        keyfile: new SecretRef(chart, 'key', { keys: ['keyfile'] }).key('keyfile'),
        users: [
          { credentials: uri, roles },
          { credentials: printable, roles, passwordAlphabet: 'printable' },
        ],
      });
      for (const user of [uri, printable])
        new MongoBackup(chart, `${user.name}-backup`, { mongo, user, schedule: '0 3 * * *', storage: { size: '1Gi' } });
    });
    const formats = prerequisites(manifests).secrets.flatMap(({ name, keys }) =>
      keys.map(({ key, format }) => [name, key, format]),
    );
    expect(formats).toEqual([
      ['key', 'keyfile', 'keyfile'],
      ['printable', 'password', 'any'],
      ['printable', 'username', 'username'],
      ['uri', 'password', 'url-safe'],
      ['uri', 'username', 'username'],
    ]);
  });

  test.each<[string, KubernetesManifest]>([
    ['the Secret itself', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'shop' } }],
    ['an ExternalSecret', bare('external-secrets.io/v1', 'ExternalSecret', { target: { name: 's' } })],
    ['a SealedSecret', bare('bitnami.com/v1alpha1', 'SealedSecret', { template: { metadata: { name: 's' } } })],
    [
      'a SecretProviderClass that is synced',
      bare('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', { secretObjects: [{ secretName: 's' }] }),
    ],
    ['a Certificate', bare('cert-manager.io/v1', 'Certificate', { secretName: 's' })],
  ])('leaves out a Secret that the manifests bring along as %s', (_, provider) => {
    const user = deployment('web', { containers: [{ env: [variable('A', 's', 'k')] }] });
    expect(prerequisites([user]).secrets).toHaveLength(1);
    expect(prerequisites([user, provider]).secrets).toEqual([]);
  });

  test('keeps a Secret that an ExternalSecret puts keys into, and does not make', () => {
    const user = deployment('web', { containers: [{ env: [variable('A', 's', 'k')] }] });
    const target = { name: 's', creationPolicy: 'Merge' };
    const merging = bare('external-secrets.io/v1', 'ExternalSecret', { target });
    expect(prerequisites([user, merging]).secrets).toHaveLength(1);
  });

  test('has the type that one of the uses asks for', () => {
    const env = [variable('A', 's', '.dockerconfigjson')];
    const manifests = [
      deployment('a', { containers: [{ env }] }),
      deployment('b', { imagePullSecrets: [{ name: 's' }] }),
    ];
    const [secret] = prerequisites(manifests).secrets;
    expect(secret).toEqual({
      namespace: 'shop',
      name: 's',
      type: 'kubernetes.io/dockerconfigjson',
      keys: [
        {
          key: '.dockerconfigjson',
          format: 'dockerconfigjson',
          usedBy: ['Deployment a, variable A', 'Deployment b, image pull'],
        },
      ],
      usedBy: [],
    });
  });

  test('keeps Secrets of one name in two namespaces apart', () => {
    const pod = { containers: [{ env: [variable('A', 's', 'k')] }] };
    const { secrets } = prerequisites([deployment('web', pod, 'one'), deployment('web', pod, 'two')]);
    expect(secrets.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(['one/s', 'two/s']);
  });

  test.each([
    ['v1', 'Service', []],
    ['apps/v1', 'Deployment', []],
    ['networking.k8s.io/v1', 'NetworkPolicy', []],
    ['rbac.authorization.k8s.io/v1', 'Role', []],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', ['gateway.networking.k8s.io/HTTPRoute']],
    ['autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', ['autoscaling.k8s.io/VerticalPodAutoscaler']],
    ['monitoring.coreos.com/v1', 'ServiceMonitor', ['monitoring.coreos.com/ServiceMonitor']],
  ])('tells whether %s %s is a custom resource', (apiVersion, kind, expected) => {
    expect(prerequisites([bare(apiVersion, kind)]).customResources).toEqual(expected);
  });

  test('leaves out a custom resource whose definition the manifests bring along', () => {
    const definition = bare('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
      group: 'example.com',
      names: { kind: 'Shop' },
    });
    expect(prerequisites([bare('example.com/v1', 'Shop'), definition]).customResources).toEqual([]);
  });
});
