import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { BackendService } from '../../lib/backend-service/backend-service';
import { BackendWorker } from '../../lib/backend-service/backend-worker';
import { BackendServiceProps, BackendWorkerProps } from '../../lib/backend-service/model/props';
import { KubernetesManifest, field, listField } from '../../lib/manifests/manifest';
import { podTemplate } from '../../lib/manifests/pod-template';
import { MongoBackup } from '../../lib/mongo/backup/mongo-backup';
import { MongoSnapshots } from '../../lib/mongo/snapshots/mongo-snapshots';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { MongoStatefulSetProps } from '../../lib/mongo/replica-set/props';
import { DefaultProps, setDefaults } from '../../lib/pods/defaults';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { render } from '../../lib/synth/render';
import { throwing } from '../hostile-values';
import { refusal, rendered } from '../rendered';

const image = 'docker.io/demo/api:1.2.3';
const least = { image, port: 8080 };

/** The pod template of a backend below these defaults. */
function podOf(defaults: DefaultProps, props: Partial<BackendServiceProps> = {}): KubernetesManifest {
  const objects = rendered((chart) => {
    setDefaults(chart, defaults);
    new BackendService(chart, 'api', { ...least, ...props });
  });
  return podTemplate(objects.find(({ kind }) => kind === 'Deployment') as KubernetesManifest) as KubernetesManifest;
}

function pullSecret(scope: Construct): SecretRef {
  return new SecretRef(scope, 'registry', { keys: ['.dockerconfigjson'] });
}

describe('merge', () => {
  test.each<[keyof DefaultProps, DefaultProps, Partial<BackendServiceProps>, readonly string[], unknown]>([
    [
      'nodeSelector',
      { nodeSelector: { arch: 'amd64', pool: 'web' } },
      { nodeSelector: { pool: 'gpu' } },
      ['spec', 'nodeSelector'],
      { arch: 'amd64', pool: 'gpu' },
    ],
    ['labels', { labels: { a: '1', b: '1' } }, { labels: { b: '2' } }, ['metadata', 'labels', 'a'], '1'],
    ['labels', { labels: { a: '1', b: '1' } }, { labels: { b: '2' } }, ['metadata', 'labels', 'b'], '2'],
    [
      'tolerations',
      { tolerations: [{ key: 'spot', operator: 'Exists' }] },
      { tolerations: [{ key: 'gpu', operator: 'Exists' }] },
      ['spec', 'tolerations'],
      [{ key: 'gpu', operator: 'Exists' }],
    ],
    ['tolerations', { tolerations: [{ operator: 'Exists' }] }, { tolerations: [] }, ['spec', 'tolerations'], undefined],
    ['priorityClassName', { priorityClassName: 'a' }, { priorityClassName: 'b' }, ['spec', 'priorityClassName'], 'b'],
    ['owner', { owner: 'a' }, { owner: 'b' }, ['metadata', 'labels', 'owner'], 'b'],
  ])('merges maps key by key and replaces all else: %s of %j and %j', (_, defaults, own, path, expected) => {
    expect(field(podOf(defaults, own), ...path)).toEqual(expected);
  });

  test('has the defaults of a nearer scope before those of an outer one, by the same rule', () => {
    const app = new App();
    setDefaults(app, { owner: 'platform', labels: { a: 'app', b: 'app' }, tolerations: [{ key: 'app' }], size: 'l' });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    setDefaults(chart, { owner: 'shop', labels: { b: 'chart' }, tolerations: [{ key: 'chart' }] });
    new BackendService(chart, 'api', { ...least, labels: { c: 'own' } });
    const pod = podTemplate(render(app).find(({ kind }) => kind === 'Deployment') as KubernetesManifest);
    expect(field(pod, 'metadata', 'labels')).toMatchObject({ owner: 'shop', a: 'app', b: 'chart', c: 'own' });
    expect(field(pod, 'spec', 'tolerations')).toEqual([{ key: 'chart' }]);
    expect(field(listField(pod, 'spec', 'containers')[0], 'resources', 'requests', 'memory')).toBe('1Gi');
  });

  test('is for the constructs below its scope alone', () => {
    const app = new App();
    for (const namespace of ['one', 'two']) {
      const chart = new Chart(app, namespace, { namespace });
      if (namespace === 'one') setDefaults(chart, { owner: 'one-team' });
      new BackendService(chart, 'api', least);
    }
    const owners = render(app)
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ metadata }) => metadata.labels?.['owner']);
    expect(owners).toEqual(['one-team', undefined]);
  });
});

test('leaves one construct to Docker Hub below a mirror', () => {
  expect(listField(podOf({ registry: 'mirror.example.com' }), 'spec', 'containers')).toMatchObject([
    { image: 'mirror.example.com/demo/api:1.2.3' },
  ]);
  expect(
    listField(podOf({ registry: 'mirror.example.com' }, { registry: 'docker.io' }), 'spec', 'containers'),
  ).toMatchObject([{ image }]);
});

test('pulls the images of all containers from the mirror', () => {
  const pod = podOf(
    { registry: 'mirror.example.com' },
    { initContainers: { schema: { image: 'schema:1' } }, sidecars: { proxy: { image: 'ghcr.io/demo/proxy:1' } } },
  );
  const images = ['initContainers', 'containers'].flatMap((list) => listField(pod, 'spec', list));
  expect(images.map((container) => field(container, 'image')).sort()).toEqual([
    'ghcr.io/demo/proxy:1',
    'mirror.example.com/demo/api:1.2.3',
    'mirror.example.com/library/schema:1',
  ]);
});

describe('imagePullSecrets', () => {
  test('are set after their SecretRef, and a construct takes those of its namespace', () => {
    const app = new App();
    const charts = ['one', 'two'].map((namespace) => new Chart(app, namespace, { namespace }));
    const [one, two] = charts.map((chart, index) => {
      return new SecretRef(chart, 'registry', { keys: ['.dockerconfigjson'], name: `registry-${index}` });
    }) as [SecretRef, SecretRef];
    setDefaults(app, { imagePullSecrets: [one, two] });
    for (const chart of charts) new BackendService(chart, 'api', least);
    const pods = render(app).flatMap((manifest) => podTemplate(manifest) ?? []);
    expect(pods.map((pod) => field(pod, 'spec', 'imagePullSecrets'))).toEqual([
      [{ name: 'registry-0' }],
      [{ name: 'registry-1' }],
    ]);
  });

  test('are a finding of a construct in a namespace that has none of them', () => {
    const app = new App();
    setDefaults(app, { imagePullSecrets: [pullSecret(new Chart(app, 'one', { namespace: 'one' }))] });
    new BackendService(new Chart(app, 'two', { namespace: 'two' }), 'api', least);
    expect(() => render(app)).toThrow(
      `1 finding:\n[two/api] imagePullSecrets[0] must be of the pods' namespace "two", got one of "one"; create the SecretRef in the same chart`,
    );
  });

  test('of a construct replace them', () => {
    const objects = rendered((chart) => {
      setDefaults(chart, { imagePullSecrets: [pullSecret(chart)] });
      new BackendService(chart, 'api', { ...least, imagePullSecrets: [] });
    });
    expect(objects.flatMap((manifest) => field(podTemplate(manifest), 'spec', 'imagePullSecrets') ?? [])).toEqual([]);
  });
});

test('leaves the user to the platform on openshift, of dumps and snapshots too, unless one is stated', () => {
  const users = (own: Pick<MongoStatefulSetProps, 'runAsUser'>) =>
    rendered((chart) => {
      setDefaults(chart, { platform: 'openshift' });
      const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
      const user = new SecretRef(chart, 'dumper', { keys: ['username', 'password'] });
      const users = [{ credentials: user, roles: [{ role: 'backup', db: 'admin' }] }] as const;
      const mongo = new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile, users, ...own });
      new MongoBackup(chart, 'dumps', { mongo, user, schedule: '0 3 * * *', storage: { size: '1Gi' } });
      new MongoSnapshots(chart, 'snapshots', { mongo, user, schedule: '0 4 * * *' });
      new BackendService(chart, 'api', { ...least, ...own });
    })
      .flatMap((manifest) => podTemplate(manifest) ?? [])
      .map((pod) => field(pod, 'spec', 'securityContext', 'runAsUser'));
  expect(users({})).toEqual([undefined, undefined, undefined, undefined]);
  expect(users({ runAsUser: 5000 })).toEqual([5000, 5000, 5000, 5000]);
});

test.each<[string, (chart: Chart, props: object) => unknown]>([
  ['BackendService', (chart, props) => new BackendService(chart, 'api', props as BackendServiceProps)],
  ['BackendWorker', (chart, props) => new BackendWorker(chart, 'api', props as BackendWorkerProps)],
  ['MongoStatefulSet', (chart, props) => new MongoStatefulSet(chart, 'api', props as MongoStatefulSetProps)],
])('leaves a user that throws, and every other prop that does, to the findings of a %s on openshift', (_, build) => {
  for (const prop of ['runAsUser', 'owner', 'resources']) {
    const refused = refusal((chart) => {
      setDefaults(chart, { platform: 'openshift' });
      build(chart, throwing(prop));
    });
    expect(refused).toContain(`[shop/api] ${prop} threw not readable`);
  }
});

describe('findings', () => {
  const refusedDefaults = (defaults: unknown) =>
    refusal((chart) => {
      setDefaults(chart, defaults as DefaultProps);
      new BackendService(chart, 'api', least);
      new BackendService(chart, 'web', least);
    });

  test.each<[unknown, string]>([
    ['small', 'setDefaults must be an object, got "small"; write { owner: "shop-team" }'],
    [undefined, 'setDefaults must be an object, got undefined; write { owner: "shop-team" }'],
    [{ priorityClass: 'a' }, 'setDefaults.priorityClass is no prop of the defaults; write "priorityClassName"'],
    [{ replicas: 3 }, 'setDefaults.replicas is no prop of the defaults; leave it out'],
    [{ size: 'xl' }, 'setDefaults.size must be "s" or "m" or "l", got "xl"'],
    [{ kubernetes: '1.20' }, 'setDefaults.kubernetes must be a minor version from "1.27", got "1.20"; write "1.30"'],
    [{ platform: 'eks' }, 'setDefaults.platform must be "aws" or "gke" or "aks" or "openshift", got "eks"'],
    [
      { labels: { app: 'shop' } },
      'setDefaults.labels must not have a label that constructs set themselves, got "app"; write another key',
    ],
    [
      { labels: { owner: 'shop' } },
      'setDefaults.labels must not have a label that constructs set themselves, got "owner"; write owner: "…" beside it',
    ],
    [
      { labels: { 'a b': 'c' } },
      'setDefaults.labels["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
    ],
    [
      { scanners: ['trivy'] },
      'setDefaults.scanners[0] must be "kube-score" or "kube-linter" or "polaris", got "trivy"',
    ],
    [
      { dns: 'coredns' },
      'setDefaults.dns must be "kube-dns" or "openshift" or "node-local" or "gke" or { peers, ports }, got "coredns"; write "kube-dns" or { peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }',
    ],
    [
      { dns: { peers: [], ports: [53] } },
      'setDefaults.dns.peers must not be empty, got []; write { peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }',
    ],
  ])('reports %j once, where it is set', (defaults, message) => {
    expect(refusedDefaults(defaults)).toBe(`1 finding:\n[shop] ${message}`);
  });

  test('reports defaults that come after a construct that they are for', () => {
    const refused = refusal((chart) => {
      new BackendService(chart, 'api', least);
      setDefaults(chart, { owner: 'shop-team' });
    });
    expect(refused).toBe(
      '1 finding:\n[shop] setDefaults must come before the constructs that it is for, got it after "shop/api"; move it up',
    );
  });

  test('leaves a prop of the wrong type to the construct', () => {
    const refused = refusal((chart) => {
      setDefaults(chart, { labels: { a: 'b' }, platform: 'aws' });
      new BackendService(chart, 'api', { ...least, labels: 'c', ingress: 5, expose: 'LoadBalancer' } as never);
      new BackendService(chart, 'web', 'web' as never);
    });
    expect(refused).toContain('[shop/api] labels must be an object, got "c"');
    expect(refused).toContain('[shop/web] props must be an object, got "web"; write { image, port }');
  });

  test('refuses a scope that is no construct', () => {
    expect(() => {
      setDefaults(undefined as never, { owner: 'shop-team' });
    }).toThrow('[program] the scope of setDefaults must be a construct, got undefined; write setDefaults(app, { … })');
  });
});
