import { ApiObject, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { BackendService } from '../../lib/backend-service/backend-service';
import { addRenderedFields } from '../../lib/construct/overrides';
import { field, KubernetesManifest, listField } from '../../lib/manifests/manifest';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { refusal, rendered } from '../rendered';
import { least } from './edge-values';

const resource = (name: string) => ({ metadata: { name } });
const reason = { 'cdk8s-backend/ignore.require-restricted-pods': 'the test' };

/** The objects of the backend `api` in a chart with objects of cdk8s-plus. */
function backend(props: (chart: Chart) => object): readonly KubernetesManifest[] {
  const all = rendered((chart) => {
    new BackendService(chart, 'api', { ...least, ...props(chart) });
  });
  return all.filter(({ metadata }) => metadata.name === 'api');
}

function part(manifests: readonly KubernetesManifest[], kind: string, ...path: string[]): unknown {
  return field(
    manifests.find((each) => each.kind === kind),
    'spec',
    ...path,
  );
}

const container = (manifests: readonly KubernetesManifest[]): unknown =>
  (part(manifests, 'Deployment', 'template', 'spec', 'containers') as unknown[])[0];

function redis(chart: Chart): kplus.Deployment {
  return new kplus.Deployment(chart, 'redis', {
    metadata: { name: 'redis', annotations: reason },
    containers: [{ image: 'docker.io/library/redis:7.2.0', portNumber: 6379 }],
  });
}

test('takes its ConfigMap as the source of a variable and of a volume', () => {
  const manifests = backend((chart) => {
    const settings = new kplus.ConfigMap(chart, 'settings', { ...resource('settings'), data: { region: 'eu' } });
    const existing = kplus.ConfigMap.fromConfigMapName(chart, 'cluster', 'cluster');
    return {
      env: { REGION: { configMapKeyRef: { name: settings, key: 'region' } } },
      mounts: { '/etc/settings': { configMap: settings }, '/etc/cluster': { configMap: existing } },
    };
  });
  expect(listField(container(manifests), 'env')).toContainEqual({
    name: 'REGION',
    valueFrom: { configMapKeyRef: { name: 'settings', key: 'region' } },
  });
  expect(part(manifests, 'Deployment', 'template', 'spec', 'volumes')).toEqual(
    expect.arrayContaining([
      { name: 'etc-settings', configMap: { name: 'settings' } },
      { name: 'etc-cluster', configMap: { name: 'cluster' } },
    ]),
  );
});

test('takes its Secret for variables, files, volumes and images, whether the program renders it or it exists', () => {
  const manifests = backend((chart) => {
    const login = kplus.Secret.fromSecretName(chart, 'login', 'login');
    const shared = kplus.ConfigMap.fromConfigMapName(chart, 'shared', 'shared');
    const empty = new kplus.Secret(chart, 'flags', resource('flags'));
    const registry = kplus.Secret.fromSecretName(chart, 'registry', 'registry');
    return {
      secrets: { PASSWORD: { secret: login, key: 'password' } },
      envFrom: [{ secret: empty, prefix: 'FLAG_' }, { configMap: shared }],
      files: { '/etc/api/password': { secret: login, key: 'password' } },
      mounts: { '/etc/login': { secret: login } },
      imagePullSecrets: [registry],
    };
  });
  expect(listField(container(manifests), 'env')).toContainEqual({
    name: 'PASSWORD',
    valueFrom: { secretKeyRef: { name: 'login', key: 'password' } },
  });
  expect(field(container(manifests), 'envFrom')).toEqual([
    { prefix: 'FLAG_', secretRef: { name: 'flags' } },
    { configMapRef: { name: 'shared' } },
  ]);
  expect(part(manifests, 'Deployment', 'template', 'spec', 'volumes')).toEqual(
    expect.arrayContaining([
      { name: 'etc-login', secret: { secretName: 'login', defaultMode: 0o440 } },
      {
        name: 'etc-api',
        projected: {
          defaultMode: 0o444,
          sources: [{ secret: { name: 'login', items: [{ key: 'password', path: 'password' }] } }],
        },
      },
    ]),
  );
  expect(part(manifests, 'Deployment', 'template', 'spec', 'imagePullSecrets')).toEqual([{ name: 'registry' }]);
});

test('refuses its Secret of another type for images, and in the place of a value that is no secret', () => {
  const given = refusal((chart) => {
    const login = new kplus.Secret(chart, 'login', resource('login'));
    const env = { A: login, B: { secret: login, key: 'a' } } as unknown as Record<string, string>;
    new BackendService(chart, 'api', { ...least, imagePullSecrets: [login], env });
  });
  expect(given.split('\n').map((line) => line.trim())).toEqual(
    expect.arrayContaining([
      expect.stringContaining(
        'imagePullSecrets[0] must be a Secret of the type "kubernetes.io/dockerconfigjson", got "login" of "Opaque"',
      ),
      expect.stringContaining('env["A"] must be no secret, got a Secret; write { secret, key: "password" } in secrets'),
      expect.stringContaining('env["B"] must be no secret, got a Secret; write { secret, key: "password" } in secrets'),
    ]),
  );
});

test('takes its ServiceAccount in the place of its own, of a MongoStatefulSet too', () => {
  const all = rendered((chart) => {
    const account = new kplus.ServiceAccount(chart, 'account', resource('shop'));
    new BackendService(chart, 'api', { ...least, serviceAccountName: account });
    const keyfile = new SecretRef(chart, 'keyfile', { keys: ['keyfile'] }).key('keyfile');
    const registry = kplus.Secret.fromSecretName(chart, 'registry', 'registry');
    const storage = { size: '1Gi' };
    new MongoStatefulSet(chart, 'mongo', {
      storage,
      keyfile,
      serviceAccountName: account,
      imagePullSecrets: [registry],
    });
  });
  expect(all.filter(({ kind }) => kind === 'ServiceAccount').map(({ metadata }) => metadata.name)).toEqual(['shop']);
  for (const kind of ['Deployment', 'StatefulSet'])
    expect(part(all, kind, 'template', 'spec', 'serviceAccountName')).toBe('shop');
  expect(part(all, 'StatefulSet', 'template', 'spec', 'imagePullSecrets')).toEqual([{ name: 'registry' }]);
});

test('takes its PersistentVolumeClaim as a claim that exists', () => {
  const manifests = backend((chart) => {
    const accessModes = [kplus.PersistentVolumeAccessMode.READ_WRITE_MANY];
    const storage = Size.gibibytes(1);
    const uploads = new kplus.PersistentVolumeClaim(chart, 'uploads', { ...resource('uploads'), accessModes, storage });
    return { mounts: { '/var/uploads': { existingClaim: uploads } } };
  });
  expect(part(manifests, 'Deployment', 'template', 'spec', 'volumes')).toContainEqual({
    name: 'var-uploads',
    persistentVolumeClaim: { claimName: 'uploads' },
  });
});

const selected = (labels: object) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
  podSelector: { matchLabels: labels },
});
const redisPods = selected({ 'cdk8s.io/metadata.addr': 'shop-redis-c87d62ce' });

test('lets in its Deployment, and lets out to the ports of its Deployment or its Service', () => {
  const manifests = backend((chart) => {
    const deployment = redis(chart);
    const service = deployment.exposeViaService({ ports: [{ port: 80, targetPort: 6379 }], name: 'redis' });
    return { ingressFrom: [deployment], egressTo: [deployment, service] };
  });
  expect(part(manifests, 'NetworkPolicy', 'ingress')).toEqual([
    { from: [redisPods], ports: [{ port: 8080, protocol: 'TCP' }] },
  ]);
  expect((part(manifests, 'NetworkPolicy', 'egress') as unknown[]).slice(1)).toEqual([
    { to: [redisPods], ports: [{ port: 6379, protocol: 'TCP' }] },
  ]);
});

test('takes its Service as an address, whose pods are then a target', () => {
  const manifests = backend((chart) => {
    const service = redis(chart).exposeViaService({ ports: [{ port: 80, targetPort: 6379 }], name: 'redis' });
    return { env: { REDIS: service } };
  });
  expect(listField(container(manifests), 'env')).toContainEqual({ name: 'REDIS', value: 'redis.shop.svc:80' });
  expect((part(manifests, 'NetworkPolicy', 'egress') as unknown[])[1]).toEqual({
    to: [redisPods],
    ports: [{ port: 6379, protocol: 'TCP' }],
  });
});

test('reports its pods that miss restricted once a workload, with the way out', () => {
  const given = refusal((chart) => {
    const containers = [
      { image: 'docker.io/library/redis:7.2.0' },
      { name: 'second', image: 'docker.io/demo/b:1.0.0' },
    ];
    new kplus.Deployment(chart, 'redis', { containers, hostNetwork: true });
  });
  expect(given).toBe(
    '1 finding:\n[shop/redis/Resource] spec.template.spec must meet the Pod Security standard restricted, got hostNetwork: true; ' +
      'leave these out, and write seccompProfile: { type: RuntimeDefault }, capabilities: { drop: [ALL] } ' +
      'for container "main", container "second", ' +
      'or write the reason into the annotation cdk8s-backend/ignore.require-restricted-pods (require-restricted-pods)',
  );
});

test('accepts its pods with what restricted asks for', () => {
  rendered((chart) => {
    const deployment = new kplus.Deployment(chart, 'redis', {
      containers: [{ name: 'redis', image: 'docker.io/library/redis:7.2.0', portNumber: 6379 }],
    });
    const securityContext = { capabilities: { drop: ['ALL'] } };
    const pod = { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } };
    addRenderedFields(ApiObject.of(deployment), {
      spec: { template: { spec: { ...pod, containers: [{ name: 'redis', securityContext }] } } },
    });
  });
});
