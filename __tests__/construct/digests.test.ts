import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { BackendService } from '../../lib/backend-service/backend-service';
import { BackendServiceProps } from '../../lib/backend-service/model/props';
import { jobSpecWithDigests, withDigests } from '../../lib/construct/digests';
import { addRenderedFields } from '../../lib/construct/overrides';
import { setInherited } from '../../lib/construct/inherited';
import { field, KubernetesManifest } from '../../lib/manifests/manifest';
import { placedImages } from '../../lib/manifests/pod-template';
import { MongoBackup } from '../../lib/mongo/backup/mongo-backup';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { setDefaults } from '../../lib/pods/defaults';
import { render } from '../../lib/synth/render';
import { mongoConstructs } from '../pods/mongo-constructs';
import { refusal, rendered } from '../rendered';
import { SecretRef } from '../../lib/secrets/secret-ref';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

function images(objects: readonly KubernetesManifest[]): string[] {
  return [...new Set(objects.flatMap((object) => placedImages(object).map(({ value }) => value as string)))].sort();
}

test('gives each image of a pod its digest, and leaves the object that it is given as it is', () => {
  const app = new App();
  setInherited(app, { digests: { 'api:1': digest('1'), 'schema:1': digest('2') } });
  const chart = new Chart(app, 'shop');
  setInherited(chart, { digests: { 'api:1': digest('3'), 'model:1': digest('4') } });
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    spec: {
      initContainers: [{ name: 'schema', image: 'schema:1' }],
      containers: [
        { name: 'api', image: 'api:1' },
        { name: 'other', image: 'other:1' },
        { name: 'pinned', image: `api:1@${digest('5')}` },
      ],
      volumes: [{ name: 'model', image: { reference: 'model:1', pullPolicy: 'Always' } }],
    },
  };
  const before = structuredClone(pod);
  expect(withDigests(chart, pod)).toEqual({
    ...pod,
    spec: {
      initContainers: [{ name: 'schema', image: `schema:1@${digest('2')}` }],
      containers: [
        { name: 'api', image: `api:1@${digest('3')}` },
        { name: 'other', image: 'other:1' },
        { name: 'pinned', image: `api:1@${digest('5')}` },
      ],
      volumes: [{ name: 'model', image: { reference: `model:1@${digest('4')}`, pullPolicy: 'Always' } }],
    },
  });
  expect(pod).toEqual(before);
  const { spec } = pod;
  expect(jobSpecWithDigests(chart, { template: { spec } })).toEqual({
    template: { spec: withDigests(chart, pod).spec },
  });
});

test('are those of the mirror, in everything of a set, its dumps and its snapshots', () => {
  const mirror = 'mirror.example.com';
  const names = ['library/mongo:8.0.30', 'percona/mongodb_exporter:0.53.0', 'rclone/rclone:1.75.1'];
  const digests = Object.fromEntries(names.map((name, index) => [`${mirror}/${name}`, digest(String(index))]));
  const objects = mongoConstructs({
    defaults: { registry: mirror, digests },
    storage: (chart) => ({
      s3: {
        bucket: 'dumps',
        endpoint: 'https://s3.example.com',
        credentials: new SecretRef(chart, 'bucket', { keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] }),
        scratch: { size: '1Gi' },
      },
    }),
  });
  expect(images(objects)).toEqual(names.map((name, index) => `${mirror}/${name}@${digest(String(index))}`));
});

test('are given to every container of a service and its jobs, and the version stays that of the tag', () => {
  const objects = withService(
    { digests: { 'docker.io/demo/api:1.2.3': digest('1'), 'schema:1': digest('2'), 'proxy:1': digest('3') } },
    {
      migration: { command: ['migrate'] },
      jobs: { import: { command: ['import'] } },
      cronJobs: { report: { command: ['report'], schedule: '0 3 * * *' } },
      waitFor: [{ host: 'db.shop.svc', port: 5432 }],
      egressTo: [{ namespaceName: 'shop', ports: [5432] }],
      initContainers: { schema: { image: 'schema:1' } },
      sidecars: { proxy: { image: 'proxy:1' } },
    },
  );
  expect(images(objects)).toEqual([
    `docker.io/demo/api:1.2.3@${digest('1')}`,
    `proxy:1@${digest('3')}`,
    `schema:1@${digest('2')}`,
  ]);
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  expect(field(deployment, 'spec', 'template', 'metadata', 'labels', 'app.kubernetes.io/version')).toBe('1.2.3');
});

test('reach the pods of other constructs, and images of overrides', () => {
  const app = new App();
  setDefaults(app, { digests: { 'web:1': digest('1'), 'plus:1': digest('2'), 'over:1': digest('3') } });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const container = { name: 'web', image: 'web:1' };
  new ApiObject(chart, 'web', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', annotations: optOut },
    ...{ spec: { containers: [container] } },
  });
  new Deployment(chart, 'plus', { containers: [{ image: 'plus:1', name: 'plus' }], metadata: { annotations: optOut } });
  new BackendService(chart, 'api', {
    image: 'api:1',
    port: 8080,
    overrides: { deployment: { spec: { template: { spec: { containers: [{ name: 'api', image: 'over:1' }] } } } } },
  });
  expect(images(render(app))).toEqual([`over:1@${digest('3')}`, `plus:1@${digest('2')}`, `web:1@${digest('1')}`]);
});

test("reach images of overrides also where cdk8s' own synth renders them", () => {
  const app = new App();
  setDefaults(app, { digests: { 'side:1': digest('1') } });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const containers = [{ name: 'side', image: 'side:1' }];
  const overrides = { deployment: { spec: { template: { spec: { containers } } } } };
  const { deployment } = new BackendService(chart, 'api', { image: 'api:1', port: 8080, overrides });
  expect(app.synthYaml()).toContain(`image: side:1@${digest('1')}\n`);
  addRenderedFields(deployment, { spec: { template: { spec: { initContainers: containers } } } });
  expect(images([deployment.toJson() as KubernetesManifest])).toEqual(['api:1', `side:1@${digest('1')}`]);
});

const optOut = { 'cdk8s-backend/ignore.require-restricted-pods': 'a test of images' };

test('give a Job that runs once another name, also by an override, for its pods cannot change', () => {
  const nameWith = (digests: Readonly<Record<string, string>>, image?: string): string | undefined => {
    const containers = image === undefined ? [] : [{ name: 'migration', image }];
    const overrides = { migration: { spec: { template: { spec: { containers } } } } };
    const objects = withService(
      { digests },
      { migration: { command: ['migrate'] }, overrides: image === undefined ? {} : overrides },
    );
    return objects.find(({ kind }) => kind === 'Job')?.metadata.name;
  };
  const digests: readonly Readonly<Record<string, string>>[] = [
    {},
    { 'docker.io/demo/api:1.2.3': digest('1') },
    { 'docker.io/demo/api:1.2.3': digest('2') },
  ];
  expect(new Set(digests.map((each) => nameWith(each))).size).toBe(3);
  expect(nameWith({ 'other:1': digest('1') })).toBe(nameWith({}));
  const overridden: typeof digests = [{}, { 'over:1': digest('1') }, { 'over:1': digest('2') }];
  expect(new Set(overridden.map((each) => nameWith(each, 'over:1'))).size).toBe(3);
});

test('give a restore another name', () => {
  const nameWith = (one: string): string | undefined => {
    const objects = rendered((chart) => {
      setDefaults(chart, { digests: { 'docker.io/library/mongo:8.0.30': one } });
      const keyfile = new SecretRef(chart, 'keyfile', { keys: ['keyfile'] }).key('keyfile');
      const user = new SecretRef(chart, 'user', { keys: ['username', 'password'] });
      const roles = [{ role: '__system', db: 'admin' }];
      const users = [{ credentials: user, roles }];
      const mongo = new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile, users });
      const restore = { targetSet: 'mongo', user };
      new MongoBackup(chart, 'dumps', { mongo, user, schedule: '0 3 * * *', storage: { size: '1Gi' }, restore });
    });
    return objects.find(({ kind }) => kind === 'Job')?.metadata.name;
  };
  expect(nameWith(digest('1'))).not.toBe(nameWith(digest('2')));
});

test.each<[object, string]>([
  [
    { 'api:1': '1.2.3' },
    'digests["api:1"] must be the digest of an image, got "1.2.3"; write "sha256:<64 hexadecimal digits>"',
  ],
  [{ 'api:1': undefined }, 'digests["api:1"] must be a string, got undefined'],
  [
    { [`api:1@${digest('1')}`]: digest('1') },
    `digests["api:1@${digest('1')}"] must be an image without a digest, got "api:1@${digest('1')}"; write "repository:tag"`,
  ],
  [['api:1'], 'digests must be an object, got a list'],
])('refuses %j', (digests, problem) => {
  const message = refusal((chart) => {
    setDefaults(chart, { digests: digests as Readonly<Record<string, string>> });
    new BackendService(chart, 'api', { image: 'api:1', port: 8080 });
  });
  expect(message).toBe(`1 finding:\n[shop] setDefaults.${problem}`);
});

function withService(defaults: Parameters<typeof setDefaults>[1], props: Partial<BackendServiceProps>) {
  return rendered((chart) => {
    setDefaults(chart, defaults);
    new BackendService(chart, 'api', { image: 'docker.io/demo/api:1.2.3', port: 8080, ...props });
  });
}
