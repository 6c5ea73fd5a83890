import { join } from 'node:path';
import { checkManifests } from '../lib/checks/check-manifests';
import { rules } from '../lib/checks/rules';
import { issueText } from '../lib/findings/problem';
import { folderManifests, manifestsOf } from '../lib/folders/folder-manifests';
import { parsedManifests } from '../lib/folders/parsed-manifests';
import { isBuiltIn } from '../lib/manifests/kinds';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { definitionsIn, definitionsOf } from '../lib/manifests/definitions/custom-definitions';
import { ObjectType } from '../lib/manifests/schema/kubernetes-schema';
import { suiteApiServer } from './fixtures/api-server';
import { broken } from './fixtures/mutations';
import { inTurns, sampleOf } from './fixtures/sample';
import { widgetValues } from './fixtures/widget-values';
import { kubectl, run } from './kubectl';
import { endNamespace, makeNamespace } from './namespaces';

interface Expression {
  readonly rule: string;
  readonly message?: string;
}

const namespace = 'custom-agreement';

const checked = rules.filter(({ id }) =>
  ['valid-fields', 'valid-labels', 'valid-object-names', 'valid-routes'].includes(id),
);
const definition = join(__dirname, 'fixtures/widget-definition.yaml');
const folders = ['dist', 'examples', 'gitops'].map((folder) => join(__dirname, '..', folder));

const unknownStatus = 'an unknown field in the status';

let schemas: readonly KubernetesManifest[] = [];
/** What the API server says of an object that a rule in CEL refuses. */
let expressions: readonly string[] = [];

beforeAll(async () => {
  await makeNamespace(namespace);
  await kubectl(`apply --server-side -f ${definition}`);
  await kubectl('wait --for=condition=Established crd/widgets.agreement.example.com');
  const { manifests } = parsedManifests('definitions', await kubectl('get customresourcedefinitions --output json'));
  schemas = manifestsOf(manifests);
  expressions = schemas.flatMap(expressionsIn);
});

afterAll(async () => {
  await kubectl(`delete -f ${definition}`);
  await endNamespace(namespace);
});

const server = suiteApiServer();

test('finds nothing in the custom resources of this project, of which the API server takes all', async () => {
  const objects = ownResources();
  expect(objects.length).toBeGreaterThan(30);
  expect(await differences(objects.map((object) => ({ object, change: object.kind })))).toEqual([]);
  expect(objects.flatMap(findings)).toEqual([]);
});

test('finds something in each broken custom resource that the API server refuses, and nothing in any other', async () => {
  const kinds = new Map(ownResources().map((object) => [`${object.apiVersion} ${object.kind}`, object]));
  const changes = sampleOf(broken([...kinds.values()], customType));
  console.log(`${changes.length} broken custom resources of ${kinds.size} kinds`);
  expect(await differences(changes)).toEqual([]);
});

test('agrees with the API server on every keyword of a schema', async () => {
  const good = { color: 'red' };
  const changes = Object.entries(widgetValues).flatMap(([field, values]) =>
    values.map((value) => ({
      object: widget({ ...good, [field]: value }),
      change: `${field} is ${JSON.stringify(value)}`,
    })),
  );
  expect(await differences([...changes, ...others])).toEqual([]);
  console.log(`${changes.length + others.length} Widgets`);
});

test.each(['v1alpha1', 'v2'])('finds the version %s, which kubectl does not find', async (version) => {
  const object = { ...widget({ color: 'red' }), apiVersion: `agreement.example.com/${version}` };
  const input = JSON.stringify(object);
  const { code, stderr } = await run('kubectl', ['apply', '--dry-run=server', '-f', '-'], { input, seconds: 60 });
  expect([code, stderr]).toEqual([1, expect.stringContaining('no matches for kind "Widget"')]);
  expect(findings(object)).toEqual([
    `apiVersion must be a version of Widget that is served, got "agreement.example.com/${version}"; write agreement.example.com/v1`,
  ]);
});

const others = [
  { object: widget({}), change: 'no color' },
  { object: { ...widget({ color: 'red' }), status: {} }, change: 'an empty status' },
  { object: { ...widget({ color: 'red' }), status: { phase: 1 } }, change: 'a status of another type' },
  { object: { ...widget({ color: 'red' }), status: { nosuch: 1 } }, change: unknownStatus },
  { object: { ...widget({ color: 'red' }), extra: 1 }, change: 'a field beside spec' },
  { object: { ...widget({ color: 'red' }), spec: undefined }, change: 'no spec' },
];

/** The changes in which the rules and the API server differ, but for those of which a rule in CEL or a forgotten status is the cause. */
async function differences(
  changes: readonly { readonly object: KubernetesManifest; readonly text?: string; readonly change: string }[],
): Promise<string[]> {
  const found: string[] = [];
  await inTurns(changes, async ({ object, text = JSON.stringify(object), change }) => {
    const refusal = await server.refusal(object, text);
    const lines = findingsIn(text);
    if ((refusal === undefined) === (lines.length === 0) || change === unknownStatus) return;
    if (expressions.some((text) => refusal?.includes(text))) return;
    found.push(`${change}: ${refusal ?? `taken, but found: ${lines.join('; ')}`}`);
  });
  return found;
}

/** The messages of the rules in CEL anywhere in a definition. */
function expressionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'x-kubernetes-validations'
      ? (inner as readonly Expression[]).map(({ message, rule }) => message ?? `failed rule: ${rule}`)
      : expressionsIn(inner),
  );
}

/** Returns the findings in a file, whose objects may not be readable. */
function findingsIn(text: string): string[] {
  const { manifests, findings: unread, skipped } = parsedManifests('object.yaml', text);
  const texts = unread.map((finding) => issueText({ ...finding, at: finding.at ?? '' }));
  return [...skipped, ...texts, ...manifestsOf(manifests).flatMap(findings)];
}

function customType(object: KubernetesManifest): ObjectType | undefined {
  const version = object.apiVersion.split('/')[1] ?? '';
  const types = definitionsOf(object, definitionsIn(schemas)).map(({ served }) => served.get(version));
  return types.find((type) => type !== undefined);
}

function findings(object: KubernetesManifest): string[] {
  return checkManifests([object], checked, [], schemas).map(issueText);
}

function widget(spec: object): KubernetesManifest {
  return { apiVersion: 'agreement.example.com/v1', kind: 'Widget', metadata: { name: 'web', namespace }, spec };
}

/** The custom resources that this project renders and whose definitions the cluster has, in the namespace of this test. */
function ownResources(): KubernetesManifest[] {
  const definitions = definitionsIn(schemas);
  return folders
    .flatMap((folder) => folderManifests(folder, { recursive: true }))
    .flatMap(({ manifests }) => manifestsOf(manifests))
    .filter((object) => !isBuiltIn(object) && definitionsOf(object, definitions).length > 0)
    .map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
}
