import { KubernetesManifest } from '../../lib/manifests/manifest';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { secretUses } from '../../lib/prerequisites/secret-uses';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { rendered } from '../rendered';

const reference = { secretKeyRef: { name: 's', key: 'k' } };
const container = { env: [{ name: 'A', valueFrom: reference }] };

function manifest(kind: string, spec: unknown): KubernetesManifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec };
}

function inPod(spec: Record<string, unknown>): KubernetesManifest {
  return manifest('Pod', spec);
}

describe('secretUses', () => {
  test.each<[string, unknown]>([
    ['Pod', { containers: [container] }],
    ['Deployment', { template: { spec: { containers: [container] } } }],
    ['StatefulSet', { template: { spec: { initContainers: [container] } } }],
    ['DaemonSet', { template: { spec: { containers: [container] } } }],
    ['Job', { template: { spec: { containers: [container] } } }],
    ['CronJob', { jobTemplate: { spec: { template: { spec: { containers: [container] } } } } }],
  ])('finds the variables of a %s', (kind, spec) => {
    expect(secretUses(manifest(kind, spec))).toEqual([
      { namespace: 'shop', name: 's', key: 'k', format: 'any', by: `${kind} web, variable A` },
    ]);
  });

  test('finds the files of secret and projected volumes', () => {
    const items = [{ key: 'k', path: 'a/b' }];
    const volumes = [
      { name: 'one', secret: { secretName: 's', items } },
      { name: 'two', projected: { sources: [{ secret: { name: 's', items } }, { configMap: { name: 'c', items } }] } },
    ];
    expect(secretUses(inPod({ volumes })).map(({ by }) => by)).toEqual([
      'Pod web, file one/a/b',
      'Pod web, file two/a/b',
    ]);
  });

  test.each<[string, KubernetesManifest, string]>([
    ['envFrom', inPod({ containers: [{ envFrom: [{ secretRef: { name: 's' } }] }] }), 'Pod web, all variables'],
    ['a volume without items', inPod({ volumes: [{ name: 'v', secret: { secretName: 's' } }] }), 'Pod web, files v'],
  ])('knows no key where %s uses the Secret as a whole', (_, user, by) => {
    expect(secretUses(user)).toEqual([{ namespace: 'shop', name: 's', format: 'any', by }]);
  });

  test('knows the key and the type of a Secret that images are pulled with', () => {
    expect(secretUses(inPod({ imagePullSecrets: [{ name: 's' }, {}] }))).toEqual([
      {
        namespace: 'shop',
        name: 's',
        key: '.dockerconfigjson',
        format: 'dockerconfigjson',
        type: 'kubernetes.io/dockerconfigjson',
        by: 'Pod web, image pull',
      },
    ]);
  });

  test('knows the keys of a TLS Secret, and the type where a Gateway asks for it', () => {
    const ingress = manifest('Ingress', { tls: [{ hosts: ['a.example'], secretName: 's' }, { hosts: ['b.example'] }] });
    const certificateRefs = [{ name: 's' }, { name: 'x', namespace: 'y' }];
    const gateway = manifest('Gateway', { listeners: [{ tls: { certificateRefs } }] });
    const use = { namespace: 'shop', name: 's', format: 'any' };
    expect(secretUses(ingress)).toEqual(['tls.crt', 'tls.key'].map((key) => ({ ...use, key, by: 'Ingress web, TLS' })));
    expect(secretUses(gateway)).toEqual(
      ['tls.crt', 'tls.key'].map((key) => ({ ...use, key, type: 'kubernetes.io/tls', by: 'Gateway web, TLS' })),
    );
  });

  test('finds the keys that KEDA authenticates with', () => {
    const secretTargetRef = [{ parameter: 'host', name: 's', key: 'url' }];
    expect(secretUses(manifest('TriggerAuthentication', { secretTargetRef }))).toEqual([
      { namespace: 'shop', name: 's', key: 'url', format: 'any', by: 'TriggerAuthentication web, parameter host' },
    ]);
  });

  test('leaves the TLS Secret of an Ingress to cert-manager where it is asked for', () => {
    const ingress = manifest('Ingress', { tls: [{ secretName: 's' }] });
    const annotations = { 'cert-manager.io/cluster-issuer': 'letsencrypt' };
    expect(secretUses({ ...ingress, metadata: { ...ingress.metadata, annotations } })).toEqual([]);
  });

  test.each<[string, Record<string, unknown>]>([
    [
      'variable',
      { containers: [{ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k', optional: true } } }] }] },
    ],
    ['envFrom', { containers: [{ envFrom: [{ secretRef: { name: 's', optional: true } }] }] }],
    [
      'volume',
      { volumes: [{ name: 'v', secret: { secretName: 's', optional: true, items: [{ key: 'k', path: 'p' }] } }] },
    ],
    [
      'projected source',
      { volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 's', optional: true } }] } }] },
    ],
  ])('leaves out an optional %s', (_, spec) => {
    expect(secretUses(inPod(spec))).toEqual([]);
  });

  test.each(['keyfile', 'shop/username', 'shop/password', 'dockerconfigjson'])(
    "asks nothing of the value of a program's own file %s",
    (path) => {
      const volumes = [{ name: 'keyfile', secret: { secretName: 's', items: [{ key: 'k', path }] } }];
      const template = { spec: { volumes } };
      const format = (user: KubernetesManifest) => secretUses(user).map((use) => use.format);
      expect([format(inPod({ volumes })), format(manifest('StatefulSet', { template }))]).toEqual([['any'], ['any']]);
    },
  );

  test('knows the keyfile of a MongoStatefulSet', () => {
    const [set] = rendered((chart) => {
      const keyfile = new SecretRef(chart, 'key', { keys: ['members'] }).key('members');
      new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile });
    }).filter(({ kind }) => kind === 'StatefulSet');
    expect(set && secretUses(set)).toEqual([
      {
        namespace: 'shop',
        name: 'key',
        key: 'members',
        format: 'keyfile',
        by: 'StatefulSet mongo, file keyfile/keyfile',
      },
    ]);
  });

  test('sees what the agent of a MongoStatefulSet asks of names and passwords', () => {
    const users = [
      { name: 'shop', passwordAlphabet: 'uri' },
      { name: 'reports', passwordAlphabet: 'printable' },
    ];
    const data = { 'desired.json': JSON.stringify({ users }) };
    const [shop, reports] = ['shop', 'reports'].map((name) => ({
      namespace: 'shop',
      name,
      by: `ConfigMap web, user ${name}`,
    }));
    expect(secretUses({ ...manifest('ConfigMap', undefined), data })).toEqual([
      { ...shop, key: 'username', format: 'username' },
      { ...shop, key: 'password', format: 'url-safe' },
      { ...reports, key: 'username', format: 'username' },
    ]);
  });

  test.each(['', 'null', '{"users":', '{"users":"shop"}', '{"users":[null,{"passwordAlphabet":"uri"}]}'])(
    'finds nothing, and does not fail, in a ConfigMap that holds %j',
    (text) => {
      expect(secretUses({ ...manifest('ConfigMap', undefined), data: { 'desired.json': text } })).toEqual([]);
    },
  );

  test.each([
    ['mongodb://$(A)@h', 'username'],
    ['mongodb://$(A):$(P)@h', 'username'],
    ['mongodb://$(U):$(A)@h', 'url-safe'],
    ['https://h/?token=$(A)', 'url-safe'],
    ['http://$(A):8080/', 'url-safe'],
    ['mongodb://$(U):$$(A)@h', 'any'],
    ['Bearer $(A)', 'any'],
    ['mongodb://$(OTHER)@h', 'any'],
  ])('sees by the value %s that the format of A is %s', (value, format) => {
    const spec = { containers: [{ env: [...container.env, { name: 'URI', value }] }] };
    expect(secretUses(inPod(spec)).map((use) => use.format)).toEqual([format]);
  });

  test('sees a URI in the arguments of the container, and not in those of another one', () => {
    const spec = { containers: [{ ...container, args: ['--db=m://u:$(A)@h'] }, container] };
    expect(secretUses(inPod(spec)).map((use) => use.format)).toEqual(['url-safe', 'any']);
  });

  test.each([
    ['no spec', {}],
    ['a spec that is a list', { spec: [] }],
    ['containers that are a text', { spec: { containers: 'web' } }],
    ['an env that holds null', { spec: { containers: [{ env: [null, { valueFrom: null }] }, null] } }],
    ['a volume without a name', { spec: { volumes: [{ secret: {} }, { projected: {} }] } }],
  ])('finds nothing, and does not fail, in a Pod with %s', (_, fields) => {
    expect(secretUses({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, ...fields })).toEqual([]);
  });
});
