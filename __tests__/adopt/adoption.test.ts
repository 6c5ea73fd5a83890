import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { planText } from '../../lib/plan/output/plan-text';
import { render } from '../../lib/synth/render';
import { verdict } from '../../lib/plan/plan';
import { valueAfter } from '../documented-program';
import { adoptionOf, deploymentText, objectText, serviceText } from './adopted';

const tutorial = readFileSync(join(__dirname, '../../examples/coming-from/user-admin.yaml'), 'utf8');

const mixed = [
  deploymentText({ ports: [{ containerPort: 8080 }], env: [{ name: 'MODE', value: 'a\nb' }] }),
  serviceText(),
  objectText('v1', 'ConfigMap', 'settings', { data: { 'app.conf': 'one: ${two}\n`three`\n' } }),
  objectText('v1', 'Secret', 'keys', { stringData: { token: 'never-written-anywhere' } }),
  objectText('apps/v1', 'StatefulSet', 'mongo', {
    spec: {
      selector: { matchLabels: { app: 'mongo' } },
      serviceName: 'mongo',
      template: {
        metadata: { labels: { app: 'mongo' } },
        spec: { containers: [{ name: 'mongod', image: 'docker.io/library/mongo:8.0.4' }] },
      },
    },
  }),
  '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}}',
  '{"apiVersion":"scheduling.k8s.io/v1","kind":"PriorityClass","metadata":{"name":"high"},"value":10}',
].join('\n---\n');

test('the Deployment and the Service of the tutorial become a service of a few lines, and its literals keys of a Secret', () => {
  const { text, newSecrets, plan } = adoptionOf(tutorial);
  expect(text).toBe(`import { App, Chart } from 'cdk8s';
import { BackendService, SecretRef, synthesize } from 'cdk8s-backend';

function userAdmin(app: App): void {
  const chart = new Chart(app, 'user-admin', { namespace: 'user-admin' });
  const userAdminBackendSecrets = new SecretRef(chart, 'user-admin-backend-secrets', {
    keys: ['MONGODB_URI', 'MASTER_KEY', 'JWT_SECRET'],
  });

  new BackendService(chart, 'user-admin-backend', {
    image: 'docker.io/demo/user-admin-backend:1.0.0',
    port: 8080,
    replicas: 1,
    secrets: {
      MONGODB_URI: userAdminBackendSecrets.key('MONGODB_URI'),
      MASTER_KEY: userAdminBackendSecrets.key('MASTER_KEY'),
      JWT_SECRET: userAdminBackendSecrets.key('JWT_SECRET'),
    },
    expose: { type: 'LoadBalancer' },
    networkPolicy: false,
  });
}

const { exitCode, stdout, stderr } = synthesize({
  environments: [{ name: 'production', directory: '', build: userAdmin }],
  argv: process.argv.slice(2),
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
`);
  expect(newSecrets.map(({ name, keys }) => ({ name, keys }))).toEqual([
    { name: 'user-admin-backend-secrets', keys: ['MONGODB_URI', 'MASTER_KEY', 'JWT_SECRET'] },
  ]);
  expect(plan.changes.map(({ action, object }) => `${action} ${object.kind}`)).toEqual([
    'added ServiceAccount',
    'changed Deployment',
    'changed Service',
  ]);
  expect(verdict([plan])).toBe('some');
});

test('no value of a Secret and no secret literal is in the program or in the plan', () => {
  for (const source of [tutorial, mixed]) {
    const { text, plan } = adoptionOf(source);
    expect(`${text}${planText([plan])}`).not.toMatch(/to-be-replaced|never-written-anywhere/);
  }
});

test('the program renders as TypeScript what the proof has rendered', () => {
  for (const source of [tutorial, mixed]) {
    const { text, rendered } = adoptionOf(source);
    const [name = ''] = /(?<=build: )\w+/.exec(text) ?? [];
    const build = valueAfter(text.replace(/\nconst \{ exitCode[^]*/, ''), name);
    expect(objectsOfBuild(build)).toEqual(rendered);
  }
});

test('what no construct takes the place of stays as it is, in the chart of its namespace', () => {
  const { text, plan, kept, secrets } = adoptionOf(mixed);
  expect(text).toContain("const shopChart = new Chart(app, 'shop', { namespace: 'shop' });");
  expect(text).toContain("const clusterChart = new Chart(app, 'cluster');");
  expect(text).toContain("new ApiObject(shopChart, 'shop-namespace', {");
  expect(text).toContain("new ApiObject(clusterChart, 'high-priority-class', {");
  expect(kept.map(({ source, reason }) => `${source.kind} ${source.metadata.name}: ${reason}`)).toEqual([
    'StatefulSet mongo: it has the data of MongoDB, which MongoImport copies into a MongoStatefulSet (docs/mongo-import.md)',
  ]);
  expect(secrets.map(({ metadata }) => metadata.name)).toEqual(['keys']);
  const changed = plan.changes.map(({ action, object, fields }) =>
    object.kind === 'Deployment' || object.kind === 'Service'
      ? `${action} ${object.kind}`
      : `${action} ${object.kind} ${fields.map(({ path }) => path.join('.')).join(' ')}`,
  );
  expect(changed).toEqual([
    'added ServiceAccount ',
    'changed Deployment',
    'changed Service',
    'added PodDisruptionBudget ',
    'changed StatefulSet metadata.annotations.cdk8s-backend/ignore.require-restricted-pods',
  ]);
});

test('an object with a secret that is no variable, without a name of its own, or of a hook is left out', () => {
  const { omitted, text } = adoptionOf(
    [
      objectText('v1', 'ConfigMap', 'settings', { data: { API_KEY: 'k3y-of-somebody' } }),
      '{"apiVersion":"batch/v1","kind":"Job","metadata":{"generateName":"run-","namespace":"shop"},"spec":{}}',
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"hook","namespace":"shop","annotations":{"helm.sh/hook":"test"}}}',
      objectText('v1', 'ConfigMap', 'plain', { data: { a: 'b' } }),
    ].join('\n---\n'),
  );
  expect(omitted.map(({ object, reason }) => `${object.metadata.name} ${reason}`)).toEqual([
    'settings has a secret in data.API_KEY, a literal value',
    'run-* has no name until it is created',
    'hook is a hook of Helm',
  ]);
  expect(text).not.toContain('k3y-of-somebody');
  expect(text).toContain("new ApiObject(chart, 'plain-config-map', {");
});

test('a workload that fails beside the others is kept, and the rest is taken', () => {
  const other = deploymentText({ ports: [{ name: 'admin', containerPort: 8080 }] });
  const monitor = objectText('v1', 'Service', 'admin', {
    spec: { selector: { app: 'web' }, ports: [{ port: 9000, targetPort: 'admin' }] },
  });
  const { adopted, kept } = adoptionOf([other, serviceText(), monitor].join('\n---\n'));
  expect(adopted).toEqual([]);
  expect(kept.map(({ reason }) => reason)).toEqual([
    'spec.ports[0].targetPort must be a port of the selected pods, got "admin" (no-dangling-target-port)',
  ]);
});

function objectsOfBuild(build: unknown): unknown {
  const app = new App();
  (build as (app: App) => void)(app);
  return render(app);
}
