import { App, Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { BackendServiceProps } from '../../../lib/backend-service/model/props';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { setFilesRoot } from '../../../lib/construct/files-root';
import { render } from '../../../lib/synth/render';
import { only, rendered } from '../../rendered';
import { at, least, outcome } from '../edge-values';

const report = { command: ['node', 'report.js'], schedule: '@daily' } as const;

function withSecrets(build: (one: SecretRef<'url'>, other: SecretRef<'url'>) => Partial<BackendServiceProps>) {
  return rendered((chart: Chart) => {
    const one = new SecretRef(chart, 'one', { keys: ['url'] });
    const other = new SecretRef(chart, 'other', { keys: ['url'] });
    new BackendService(chart, 'api', { ...least, ...build(one, other) });
  });
}

const variables = (manifests: readonly KubernetesManifest[]): unknown =>
  at(manifests, 'CronJob spec.jobTemplate.spec.template.spec.containers.0.env');
const fromKey = (name: string) => ({ valueFrom: { secretKeyRef: { name, key: 'url' } } });

test('has a Secret of a job in place of a string or a Secret of the service', () => {
  const manifests = withSecrets((one, other) => ({
    env: { DATABASE: 'none' },
    secrets: { QUEUE: one.key('url') },
    cronJobs: { report: { ...report, secrets: { DATABASE: one.key('url'), QUEUE: other.key('url') } } },
  }));
  expect(variables(manifests)).toEqual([
    { name: 'QUEUE', ...fromKey('other') },
    { name: 'DATABASE', ...fromKey('one') },
    { name: 'PORT', value: '8080' },
  ]);
});

test('has a string of a job in place of a Secret of the service', () => {
  const manifests = withSecrets((one) => ({
    secrets: { QUEUE: one.key('url') },
    cronJobs: { report: { ...report, env: { QUEUE: 'none' } } },
  }));
  expect(variables(manifests)).toEqual([
    { name: 'PORT', value: '8080' },
    { name: 'QUEUE', value: 'none' },
  ]);
});

test('finds a variable of the service that refers to one that a job has after it', () => {
  const finding = (): unknown =>
    withSecrets((one) => ({
      secrets: { QUEUE: one.key('url') },
      env: { CONSUMER: '$(QUEUE)/consumer' },
      cronJobs: { report: { ...report, env: { QUEUE: 'none' } } },
    }));
  expect(finding).toThrow('refers to $(QUEUE), which does not stand before it');
});

test('adds whole Secrets and ConfigMaps of a job after those of the service', () => {
  const manifests = withSecrets((one) => ({
    envFrom: [{ secret: one }],
    cronJobs: { report: { ...report, envFrom: [{ configMap: 'report' }] } },
  }));
  expect(at(manifests, 'CronJob spec.jobTemplate.spec.template.spec.containers.0.envFrom')).toEqual([
    { secretRef: { name: 'one' } },
    { configMapRef: { name: 'report' } },
  ]);
});

test("lets a job out to what its own variables lead to, with the labels and files that it needs, and not the service's pods", () => {
  const endpoint = { namespace: 'shop', labels: { app: 'db' }, port: 5432, clientLabels: { 'db-client': 'true' } };
  const manifests = withSecrets((one) => ({
    cronJobs: {
      report: {
        ...report,
        env: {
          DATABASE: {
            secrets: { URL: one.key('url') },
            files: { '/etc/db/ca.crt': one.key('url') },
            endpoint,
            text: (name) => `$(${name}_URL)`,
          },
        },
      },
    },
  }));
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
  const targets = policies.map(({ metadata, spec }) => [
    metadata.name,
    (spec as { egress: { to: unknown[] }[] }).egress.slice(1).flatMap(({ to }) => to),
  ]);
  expect(targets).toEqual([
    ['api', []],
    ['api-report', [expect.objectContaining({ podSelector: { matchLabels: { app: 'db' } } })]],
  ]);
  const pod = at(manifests, 'CronJob spec.jobTemplate.spec.template');
  expect(pod).toMatchObject({ metadata: { labels: { 'db-client': 'true' } } });
  expect(JSON.stringify(pod)).toContain('"mountPath":"/etc/db"');
  expect(JSON.stringify(only(manifests, 'Deployment'))).not.toContain('db-client');
});

test("reads files of jobs from the root of the program's files", () => {
  const app = new App();
  setFilesRoot(app, __dirname);
  const files = { '/etc/app/a': { from: 'job-backend.test.ts' } };
  new BackendService(new Chart(app, 'shop', { namespace: 'shop' }), 'api', {
    ...least,
    migration: { command: ['a'], files },
    jobs: { import: { command: ['a'], files } },
    cronJobs: { report: { ...report, files } },
  });
  const texts = render(app).filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.endsWith('-files'));
  expect(texts.map(({ metadata, data }) => [metadata.name, Object.keys(data as object)])).toEqual([
    ['api-migration-files', ['etc_app_a']],
    ['api-import-files', ['etc_app_a']],
    ['api-report-files', ['etc_app_a']],
  ]);
});

test("names the variables of a migration's own among those that it depends on", () => {
  const { manifests } = outcome({
    env: { A: 'a', B: { configMapKeyRef: { name: 'b', key: 'b' } } },
    migration: { command: ['a'], variables: ['A'], env: { C: 'c' } },
  });
  expect(at(manifests, 'Job spec.template.spec.containers.0.env')).toEqual([
    { name: 'A', value: 'a' },
    { name: 'C', value: 'c' },
  ]);
});

test.each<[object, string[]]>([
  [
    {
      mounts: { '/etc/region': { configMap: 'region' } },
      cronJobs: { a: { ...report, files: { '/etc/region/sub/a': 'x' } } },
    },
    [
      'cronJobs["a"].mounts["/etc/region/sub"] must not be below "/etc/region", which is read-only, so that nothing can be mounted in it; write another path',
    ],
  ],
  [
    { cronJobs: { a: { ...report, resources: { limits: { 'ephemeral-storage': '128Mi' } } } } },
    [
      'cronJobs["a"].mounts["/tmp"].emptyDir must fit in the limit of ephemeral-storage, which is "128Mi", got "256Mi"; raise the limit',
    ],
  ],
  [
    { jobs: { import: { command: ['a'], files: { '/etc/app/a b': 'x', '/etc/app/a-b': 'y' } } } },
    [
      'jobs["import"].files["/etc/app/a-b"] must not have the ConfigMap\'s key of "/etc/app/a b", "etc_app_a-b"; write another path',
    ],
  ],
  [
    { jobs: { import: { command: ['a'], env: { A: 5 }, secrets: { B: 'x' }, files: { a: 'x' } } } },
    [
      'jobs["import"].env["A"] must be a string, got 5; write "5"',
      'jobs["import"].secrets["B"] must be a key of a SecretRef, got a string; write secretRef.key(…)',
      'jobs["import"].files["a"] must be an absolute path without "..", ":" and "/" at its end, got "a"; write "/var/lib/app"',
    ],
  ],
  [
    { jobs: { import: { command: ['a'], files: { '/etc/app/a': { from: '/none' } } } } },
    [
      'jobs["import"].files["/etc/app/a"].from cannot be read: no such file or directory (ENOENT), got "/none"; write the path of a file, or set its root with setFilesRoot',
    ],
  ],
  [
    {
      env: { A: { secrets: {}, text: () => '', endpoint: { namespace: 'a', labels: {}, port: 1, clientLabels: {} } } },
      cronJobs: { a: report },
    },
    [
      'env["A"] leads to pods that let in only those of their namespace, got "a" from "shop"; create the backend in that namespace',
    ],
  ],
])('refuses %p', (props, findings) => {
  expect(outcome(props).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
});
