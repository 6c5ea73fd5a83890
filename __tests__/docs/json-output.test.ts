import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { checkCommand } from '../../lib/commands/check/check-command';
import { planCommand } from '../../lib/commands/plan/plan-command';
import { Command } from '../../lib/commands/command';
import { synthesize } from '../../lib/synth/program';
import { RecordedTerminal } from '../commands/secrets/recorded-terminal';
import { schemaProblems } from '../schema-problems';
import { inRepository, temporaryDirectory } from '../temporary-directory';
import { findingsSchema } from './schemas/findings-schema';
import { folderStates } from '../../lib/status/folder-states';
import { statusJson } from '../../lib/status/output/status-json';
import { brokenCluster } from '../status/played-view';
import { planSchema } from './schemas/plan-schema';
import { statusSchema } from './schemas/status-schema';

const root = join(__dirname, '../..');
const object = (kind: string, name: string, more = ''): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\n${more}\n`;
const files = {
  'before/a.yaml': `${object('ConfigMap', 'a', 'data: { a: "1", gone: x }')}---\n${object('Secret', 's', 'stringData: { user: one }')}`,
  'before/kept.yaml': object('ConfigMap', 'k').replace(
    'name: k',
    'name: k, annotations: { helm.sh/resource-policy: keep }',
  ),
  'before/pod.yaml': object('Pod', 'p').replace('name: p', 'generateName: p-'),
  'before/claim.yaml': object('PersistentVolumeClaim', 'data'),
  'after/a.yaml': `${object('ConfigMap', 'a', 'data: { a: "2", new: y }')}---\n${object('Secret', 's', 'stringData: { user: two }')}`,
  'after/namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
  'broken/a.yaml': 'a: [',
  'broken/b.yaml': object('ConfigMap', 'B'),
  'broken/c.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: { name: c }\nspec: { containers: [{ name: c, image: c:1 }] }\n',
  'settings/a.yaml': object('ConfigMap', 'A'),
  'settings/.cdk8s-backend.yaml': 'rules: { blue: note }\n',
};

/** The JSON that a command prints in a repository of these files. */
async function printed(run: Command, ...args: readonly string[]): Promise<unknown> {
  const terminal = new RecordedTerminal();
  await inRepository(files, () => run([...args, '--format', 'json'], terminal));
  return JSON.parse(terminal.output);
}

/** The JSON of a program's run over a directory with an old file. */
function synthesized(build: (app: App) => void, ...argv: readonly string[]): unknown {
  const outdir = temporaryDirectory({ '30-configmap-old.yaml': object('ConfigMap', 'old') });
  const environments = [{ name: 'staging', directory: 'staging', build }];
  const env = { CDK8S_OUTDIR: outdir };
  return JSON.parse(synthesize({ environments, argv: [...argv, '--format', 'json'], env }).stdout);
}

function good(app: App): void {
  new BackendService(new Chart(app, 'shop', { namespace: 'shop' }), 'api', {
    image: 'docker.io/demo/api:1.2.3',
    port: 8080,
  });
}

function wrong(app: App): void {
  new BackendService(new Chart(app, 'shop', { namespace: 'Shop' }), 'api', { image: 'api', port: 70000 });
}

test.each([
  ['findings of every level', ['broken', '--notes'], 5],
  ['a commit', ['HEAD:broken', '--fail-on', 'note'], 5],
  ['what cannot be read', ['no/such', 'no:such', 'HEAD:no', 'settings'], 4],
  ['no finding', ['after'], 0],
  ['folders below', ['-R', '.', '--notes'], 5],
  ['the project', [join(root, 'dist'), join(root, 'examples'), '-R', '--notes'], 5],
])('check prints JSON that is valid by schemas/findings.schema.json for %s', async (_, args, least) => {
  const findings = (await printed(checkCommand, ...args)) as object[];
  expect(schemaProblems(findingsSchema, findings)).toEqual([]);
  expect(findings.length).toBeGreaterThanOrEqual(least);
});

test.each([
  ['findings of constructs and of rules', wrong, [], 3],
  ['files that are not what the program renders', good, ['--check'], 5],
  ['no finding', good, [], 0],
])('a program prints JSON that is valid by schemas/findings.schema.json for %s', (_, build, args, least) => {
  const findings = synthesized(build, ...args) as object[];
  expect(schemaProblems(findingsSchema, findings)).toEqual([]);
  expect(findings.length).toBeGreaterThanOrEqual(least);
});

test.each([
  ['changes, additions and removals', ['before', 'after'], 'dangerous'],
  ['a commit', ['HEAD:before'], 'none'],
  ['nothing', ['before', 'before'], 'none'],
  ['a file that cannot be read', ['broken', 'after'], 'dangerous'],
  ['folders below', ['before', '.', '-R'], 'dangerous'],
  ['the project', [join(root, 'dist/staging'), join(root, 'dist/production')], 'dangerous'],
  ['examples', [join(root, 'examples/coming-from'), join(root, 'examples/everything'), '-R'], 'dangerous'],
])('plan prints JSON that is valid by schemas/plan.schema.json for %s', async (_, args, verdict) => {
  const plan = await printed(planCommand, ...args);
  expect(schemaProblems(planSchema, plan)).toEqual([]);
  expect(plan).toMatchObject({ verdict });
});

test('a program prints its plan by the same schema', () => {
  const plan = synthesized(
    good,
    '--plan',
    '--against',
    temporaryDirectory({ 'staging/a.yaml': object('ConfigMap', 'a') }),
  );
  expect(schemaProblems(planSchema, plan)).toEqual([]);
  expect(plan).toMatchObject({ verdict: 'some' });
});

test('status prints JSON that is valid by schemas/status.schema.json for everything that is broken', () => {
  const objects = folderStates({ ...brokenCluster, wanted: brokenCluster.objects });
  const json = JSON.parse(statusJson({ context: 'kind-dev', source: 'dist', objects })) as object;
  expect(schemaProblems(statusSchema, json)).toEqual([]);
  expect(objects.filter(({ state }) => state === 'broken').length).toBeGreaterThan(20);
});

test('neither schema accepts a field that it does not have', () => {
  const finding = { level: 'error', path: 'a', code: 'conflict', want: 'must be b' };
  expect(schemaProblems(findingsSchema, [finding])).toEqual([]);
  expect(schemaProblems(findingsSchema, [{ ...finding, rule: 'a' }])).toEqual([
    '/0 must NOT have additional properties {"additionalProperty":"rule"}',
  ]);
  const change = { action: 'added', apiVersion: 'v1', kind: 'Pod', name: 'a', effects: [], fields: [] };
  const plan = (more: object) => ({
    verdict: 'some',
    environments: [{ title: 'a → b', changes: [{ ...change, ...more }] }],
  });
  expect(schemaProblems(planSchema, plan({}))).toEqual([]);
  expect(schemaProblems(planSchema, plan({ renamed: 'b' }))).toEqual([
    '/environments/0/changes/0 must NOT have additional properties {"additionalProperty":"renamed"}',
  ]);
});
