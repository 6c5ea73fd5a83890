import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import {
  BackendService,
  BackendServiceProps,
  DefaultProps,
  FindingsError,
  KubernetesManifest,
  MongoBackup,
  MongoSnapshots,
  MongoStatefulSet,
  MongoStatefulSetProps,
  render,
  SecretRef,
  setDefaults,
  TenantNamespace,
} from '../../lib';

const page = readFileSync(join(__dirname, '../../docs/backend-service.md'), 'utf8');
const [, section = ''] = page.split('\n## Defaults for a whole app\n');
const [heads = [], , ...rows] = (section.split('\n## ')[0] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()));

const [, ...constructs] = heads as [string, ...Construct[]];
type Construct =
  'BackendService' | 'its jobs' | 'MongoStatefulSet' | 'MongoBackup' | 'MongoSnapshots' | 'TenantNamespace';
type Props = Partial<BackendServiceProps & Omit<MongoStatefulSetProps, 'expose'>>;
type Given = Partial<Record<Construct, Props>>;

/** The props that a default stands for, and the props that show it: others of the construct that it has an effect on. */
interface Case {
  readonly defaults: DefaultProps;
  readonly props?: Props;
  readonly beside?: Given;
}

const chart = new Chart(new App(), 'pull', { namespace: 'shop' });
const pull = new SecretRef(chart, 'registry', { keys: ['.dockerconfigjson'] });
const ingress = { host: 'api.example.com', scheme: 'internal', tls: 'load balancer' } as const;

const digest = `sha256:${'0'.repeat(64)}`;

const cases: { readonly [Name in keyof DefaultProps]-?: readonly Case[] } = {
  registry: [{ defaults: { registry: 'mirror.example.com' } }],
  imagePullSecrets: [{ defaults: { imagePullSecrets: [pull] } }],
  digests: ['docker.io/demo/api:1.2.3', 'docker.io/library/mongo:8.0.30'].map((image) => ({
    defaults: { digests: { [image]: digest } },
    props: { image: `${image}@${digest}` },
  })),
  owner: [{ defaults: { owner: 'shop-team' } }],
  labels: [{ defaults: { labels: { team: 'shop' } } }],
  annotations: [{ defaults: { annotations: { team: 'shop' } } }],
  nodeSelector: [{ defaults: { nodeSelector: { pool: 'shop' } } }],
  tolerations: [{ defaults: { tolerations: [{ key: 'shop', operator: 'Exists' }] } }],
  priorityClassName: [{ defaults: { priorityClassName: 'business' } }],
  kubernetes: [
    {
      defaults: { kubernetes: '1.35' },
      // Without 1.35 zoneTags are refused.
      beside: { MongoStatefulSet: { zoneTags: true } },
    },
    { defaults: { kubernetes: '1.28' } },
  ],
  platform: [
    { defaults: { platform: 'openshift' }, props: { runAsUser: 'assigned' } },
    {
      defaults: { platform: 'aws' },
      props: { ingress: { ...ingress, platform: 'aws' } },
      beside: { BackendService: { ingress } },
    },
    {
      defaults: { platform: 'gke' },
      props: { expose: { type: 'LoadBalancer', scheme: 'internal', platform: 'gke' } },
      beside: { BackendService: { expose: { type: 'LoadBalancer', scheme: 'internal' } } },
    },
  ],
  dns: [{ defaults: { dns: 'openshift' } }],
  size: [{ defaults: { size: 'l' } }],
  scanners: [{ defaults: { scanners: ['kube-score', 'polaris', 'kube-linter'] } }],
};

test('the table names every default and every construct, in this order', () => {
  expect(rows.map(([name]) => name)).toEqual(Object.keys(cases).map((name) => `\`${name}\``));
});

const entries = rows.flatMap(([name = '', ...cells]) =>
  cells.map((cell, index) => [name.replaceAll('`', ''), constructs[index] as Construct, cell] as const),
);

test.each(entries)('%s of %s: %s', (name, construct, cell) => {
  const shown = cases[name as keyof DefaultProps].map(({ defaults, props = defaults, beside: all = {} }) => {
    const beside = construct === 'BackendService' || construct === 'MongoStatefulSet' ? all : {};
    const bare = objects(construct, {}, beside);
    const inherited = objects(construct, defaults, beside);
    const asProp = objects(construct, {}, withProps(construct, props, beside));
    const asSet = objects(construct, {}, withProps('MongoStatefulSet', props, beside));
    if (inherited === bare) return '–';
    if (construct !== 'MongoStatefulSet' && inherited === asSet) return 'as its set';
    return inherited === asProp ? 'yes' : 'otherwise';
  });
  const effects = new Set(shown.filter((effect) => effect !== '–'));
  expect(effects.size === 0 ? ['–'] : [...effects]).toEqual([cell]);
});

function withProps(construct: Construct, props: Props, beside: Given): Given {
  const target = construct === 'its jobs' ? 'BackendService' : construct;
  return { ...beside, [target]: { ...beside[target], ...props } };
}

/** The objects of one construct in a program with these defaults and props, or the findings, as a string. */
function objects(construct: Construct, defaults: DefaultProps, given: Given): string {
  const app = new App();
  setDefaults(app, defaults);
  build(new Chart(app, 'shop', { namespace: 'shop' }), construct, given);
  try {
    return JSON.stringify(render(app).filter((object) => ownerOf(object) === construct));
  } catch (error) {
    if (error instanceof FindingsError) return error.message;
    throw error;
  }
}

function build(chart: Chart, construct: Construct, given: Given): void {
  if (construct === 'TenantNamespace')
    new TenantNamespace(chart, 'tenant', { quota: { pods: '50' }, ...(given.TenantNamespace as object) });
  if (construct === 'BackendService' || construct === 'its jobs')
    new BackendService(chart, 'api', {
      image: 'docker.io/demo/api:1.2.3',
      port: 8080,
      migration: { command: ['node', 'migrate.js'] },
      cronJobs: { report: { command: ['node', 'report.js'], schedule: '0 3 * * *' } },
      ...given.BackendService,
    });
  if (construct.startsWith('Mongo')) {
    const user = new SecretRef(chart, 'dumper', { keys: ['username', 'password'] });
    const credentials = new SecretRef(chart, 'bucket', {
      keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    });
    const mongo = new MongoStatefulSet(chart, 'mongo', {
      storage: { size: '1Gi' },
      keyfile: new SecretRef(chart, 'keyfile', { keys: ['keyfile'] }).key('keyfile'),
      users: [{ credentials: user, roles: [{ role: 'backup', db: 'admin' }] }],
      ...(given.MongoStatefulSet as Partial<MongoStatefulSetProps>),
    });
    const s3 = { bucket: 'dumps', region: 'eu-central-1', scratch: { size: '1Gi' }, credentials };
    const schedule = '0 3 * * *';
    new MongoBackup(chart, 'dumps', { mongo, user, schedule, storage: { s3 }, ...(given.MongoBackup as object) });
    new MongoSnapshots(chart, 'snapshots', { mongo, user, schedule, ...(given.MongoSnapshots as object) });
  }
}

const owners: Readonly<Record<string, Construct>> = {
  shop: 'TenantNamespace',
  api: 'BackendService',
  mongo: 'MongoStatefulSet',
  dumps: 'MongoBackup',
  snapshots: 'MongoSnapshots',
};

function ownerOf({ metadata }: KubernetesManifest): Construct | undefined {
  return metadata.name.startsWith('api-') ? 'its jobs' : owners[metadata.name.split('-')[0] ?? ''];
}
