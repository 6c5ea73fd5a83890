import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { RecordedTerminal } from '../__tests__/commands/secrets/recorded-terminal';
import { valueAfter } from '../__tests__/documented-program';
import { render } from '../lib';
import { adoptCommand } from '../lib/commands/adopt/adopt-command';
import { story } from './evidence';
import { nodeImage } from './fixtures/backends';
import { get, kubectl, run } from './kubectl';
import { endNamespace, makeNamespace } from './namespaces';

const namespace = 'adopt-e2e';
const step = story(namespace, 60);
const server = "require('node:http').createServer((_, answer) => answer.end(process.env.MASTER_KEY)).listen(8080)";

// Beside the tutorial's, pods that no construct takes the place of.
const cache = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cache', namespace },
  spec: {
    selector: { matchLabels: { app: 'cache' } },
    template: {
      metadata: { labels: { app: 'cache' } },
      spec: {
        terminationGracePeriodSeconds: 1,
        containers: [{ name: 'cache', image: nodeImage, command: ['sleep', '1h'], ports: [{ containerPort: 6379 }] }],
      },
    },
  },
};

let program = '';
let before: Record<string, string> = {};

afterAll(() => endNamespace(namespace));

step('the objects of the tutorial run, applied by kubectl', async () => {
  const tutorial = readFileSync(join(__dirname, '../examples/coming-from/user-admin.yaml'), 'utf8')
    .replaceAll('namespace: user-admin', `namespace: ${namespace}`)
    .replace(/image: .*/, `image: ${nodeImage}\n          command: ${JSON.stringify(['node', '-e', server])}`);
  await makeNamespace(namespace);
  await kubectl('apply -f -', { input: `${tutorial}\n---\n${JSON.stringify(cache)}` });
  await rolledOut('user-admin-backend', 'cache');
  before = await state();
});

step('adopt reads the namespace, and says what restarts', async () => {
  const terminal = new RecordedTerminal();
  expect(await adoptCommand(['--namespace', namespace], terminal)).toBe(0);
  program = terminal.output;
  expect(program).toContain("secrets: {\n      MONGODB_URI: userAdminBackendSecrets.key('MONGODB_URI'),");
  expect(`${program}${terminal.complaints}`).not.toContain('to-be-replaced');
  expect(terminal.complaints.split('\n').filter((line) => /^ {2}[+~-] /.test(line))).toEqual([
    `  + ServiceAccount ${namespace}/user-admin-backend`,
    `  ~ Deployment ${namespace}/user-admin-backend   restarts pods`,
    `  ~ Service ${namespace}/user-admin-backend`,
    `  ~ Deployment ${namespace}/cache`,
  ]);
});

step('its program, applied, restarts what the plan said and nothing else, and no address changes', async () => {
  const [name = ''] = /(?<=build: )\w+/.exec(program) ?? [];
  const app = new App();
  (valueAfter(program.replace(/\nconst \{ exitCode[^]*/, ''), name) as (app: App) => void)(app);
  const objects = render(app).map((object) => JSON.stringify(object));
  const keys = { MONGODB_URI: 'mongodb://db', MASTER_KEY: 'key of the Secret', JWT_SECRET: 'another' };
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'user-admin-backend-secrets', namespace },
    stringData: keys,
  };
  await kubectl('create -f -', { input: JSON.stringify(secret) });
  const input = objects.join('\n---\n');
  await kubectl('apply -f -', { input });
  await rolledOut('user-admin-backend', 'cache');
  const after = await state();
  expect({ address: after['address'], cache: after['cache'] }).toEqual({
    address: before['address'],
    cache: before['cache'],
  });
  expect(after['user-admin-backend']).not.toBe(before['user-admin-backend']);
  expect(await kubectl(`get --raw /api/v1/namespaces/${namespace}/services/user-admin-backend:80/proxy/`)).toBe(
    keys.MASTER_KEY,
  );
  expect(await run('kubectl', ['diff', '-f', '-'], { input })).toMatchObject({ code: 0, stdout: '' });
});

async function rolledOut(...names: readonly string[]): Promise<void> {
  for (const name of names) await kubectl(`-n ${namespace} rollout status deployment/${name} --timeout=60s`);
}

/** The newest pod template of each Deployment, and the address of the Service. */
async function state(): Promise<Record<string, string>> {
  const { items } = await get<{ items: { metadata: { uid: string; labels: Record<string, string> } }[] }>(
    `-n ${namespace} replicasets --sort-by=.metadata.creationTimestamp`,
  );
  const service = await get<{ spec: { clusterIP: string } }>(`-n ${namespace} service user-admin-backend`);
  return {
    ...Object.fromEntries(items.map(({ metadata }) => [metadata.labels['app'] ?? '', metadata.uid])),
    address: service.spec.clusterIP,
  };
}
