import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkManifests } from '../lib/checks/check-manifests';
import { rules } from '../lib/checks/rules';
import { noExceededQuota } from '../lib/rules/quota/no-exceeded-quota';
import { issueText } from '../lib/findings/problem';
import { parsedManifests } from '../lib/folders/parsed-manifests';
import { isNamespaced } from '../lib/manifests/kinds';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { suiteApiServer } from './fixtures/api-server';
import { ExplainedDifference, refusedAlone, reportedAlone } from './fixtures/explained-differences';
import { broken } from './fixtures/mutations';
import { inTurns, sampleOf } from './fixtures/sample';
import { story } from './evidence';
import { kubectl } from './kubectl';
import { endNamespace, makeNamespace } from './namespaces';

const namespace = 'check-agreement';
const step = story(namespace);

// Those that find what the API server refuses; the others find what it takes and what then does not work.
const judging = new Set(
  [
    'valid-fields no-conflicting-fields valid-formats unique-items valid-amounts valid-object-names valid-labels',
    'valid-label-selectors valid-selectors valid-pods valid-containers valid-pod-resources valid-extended-resources',
    'valid-ports valid-schedules valid-routes valid-secret-types unique-env require-namespace',
  ].flatMap((line) => line.split(' ')),
);
const checked = rules.filter(({ id }) => judging.has(id));

beforeAll(() => makeNamespace(namespace));

afterAll(async () => {
  for (const each of [namespace, limited]) await endNamespace(each);
});

const server = suiteApiServer();

step('finds nothing in objects that the API server takes', async () => {
  const refusals = await Promise.all(corpus().map((object) => server.refusal(object)));
  expect(refusals.filter((refusal) => refusal !== undefined)).toEqual([]);
  expect(checkManifests(corpus(), checked)).toEqual([]);
});

step('finds something in each object that the API server refuses, and nothing in any other', async () => {
  const mutations = sampleOf(broken(corpus()), ({ change }) => isExplained(change));
  const [refused, reported]: [string[], string[]] = [[], []];
  await inTurns(mutations, async ({ object, text, change }) => {
    const refusal = await server.refusal(object, text);
    const found = findingsIn(text);
    if (refusal !== undefined && found.length === 0) refused.push(`${change}: ${refusal}`);
    if (refusal === undefined && found.length > 0) reported.push(`${change}: ${found.join('; ')}`);
  });
  console.log(
    `${mutations.length} broken objects: ${refused.length} are refused alone, ${reported.length} reported alone`,
  );
  expect(mutations.length).toBeGreaterThan(2000);
  expect(unexplained(refused, refusedAlone)).toEqual([]);
  expect(unexplained(reported, reportedAlone)).toEqual([]);
  expect([...needless(refused, refusedAlone), ...needless(reported, reportedAlone)]).toEqual([]);
});

function isExplained(mutation: string): boolean {
  return [...refusedAlone, ...reportedAlone].some(({ change }) => change.test(mutation));
}

/** Returns the findings in a file that are errors. */
function findingsIn(text: string): string[] {
  const { manifests, findings, skipped } = parsedManifests('object.yaml', text);
  const found = checkManifests(
    manifests.map(({ manifest }) => manifest),
    checked,
  ).filter(({ level }) => level === undefined || level === 'error');
  return [...skipped, ...[...findings, ...found].map((finding) => issueText({ ...finding, at: finding.at ?? '' }))];
}

function unexplained(differences: readonly string[], explained: readonly ExplainedDifference[]): string[] {
  return differences.filter((difference) => !explained.some(({ change }) => change.test(difference)));
}

/** Returns the reasons that explain no difference any more. */
function needless(differences: readonly string[], explained: readonly ExplainedDifference[]): string[] {
  return explained
    .filter(({ change }) => !differences.some((difference) => change.test(difference)))
    .map(({ because }) => because);
}

const limited = `${namespace}-quota`;
const small = { cpu: '100m', memory: '64Mi' };

/** Containers of pods, those that run first in front. */
const quotaPods: readonly (readonly [initContainers: readonly object[], containers: readonly object[]])[] = [
  [[], [container(small, small), container({}, { memory: '64Mi' })]],
  [[], [container({}, small), container({}, { memory: '1Gi' })]],
  [[], [container(small)]],
  [[container(small)], [container({}, small)]],
  [[container({}, { cpu: '2', memory: '1Gi' })], [container({}, { cpu: '2', memory: '1Gi' })]],
  [[container({ cpu: '1' }, { memory: '1Mi' }, 'Always')], [container({ cpu: '3' }, { memory: '1Mi' })]],
  [[container({ cpu: '1' }, { memory: '1Mi' }, 'Always')], [container({ cpu: '3001m' }, { memory: '1Mi' })]],
  [
    [container({ cpu: '1' }, { memory: '1Mi' }, 'Always'), container({ cpu: '3500m' }, { memory: '1Mi' })],
    [container({}, small)],
  ],
  [[], [container({}, { memory: '1Mi' }), container({}, { memory: '1Mi' })]],
  [[], [container({}, { memory: '1Mi' }), container({}, { memory: '1Mi' }), container({}, { memory: '1Mi' })]],
];

step('finds a pod beyond a quota where the API server refuses it, and no other', async () => {
  const range = { type: 'Container', max: { cpu: '4' }, defaultRequest: { cpu: '2' }, min: { memory: '1Mi' } };
  const objects = [
    inQuota('LimitRange', { limits: [range] }),
    inQuota('ResourceQuota', { hard: { 'requests.cpu': '4', 'limits.memory': '1Gi' } }),
  ];
  await makeNamespace(limited);
  for (const object of objects) await kubectl('apply -f -', { input: JSON.stringify(object) });
  await kubectl(`-n ${limited} wait resourcequota/limited --for=jsonpath={.status.hard.limits\\.memory}=1Gi`);
  const found: string[] = [];
  const refused: string[] = [];
  for (const [initContainers, containers] of quotaPods) {
    const named = (all: readonly object[], prefix: string) =>
      all.map((one, at) => ({ name: `${prefix}${at}`, ...one }));
    const spec = { initContainers: named(initContainers, 'init'), containers: named(containers, 'main') };
    const pod = inQuota('Pod', spec);
    if (checkManifests([...objects, pod], [noExceededQuota]).length > 0) found.push(JSON.stringify(spec));
    if ((await server.refusal(pod)) !== undefined) refused.push(JSON.stringify(spec));
  }
  expect(found).toEqual(refused);
  expect(found).toHaveLength(6);
});

function inQuota(kind: string, spec: object): KubernetesManifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'limited', namespace: limited }, spec };
}

function container(requests: object, limits: object = {}, restartPolicy?: string): object {
  return { image: 'docker.io/demo/none:1', resources: { requests, limits }, restartPolicy };
}

function corpus(): KubernetesManifest[] {
  const folder = join(__dirname, 'fixtures/check-corpus');
  const files = readdirSync(folder).map((name) => parsedManifests(name, readFileSync(join(folder, name), 'utf8')));
  expect(files.flatMap(({ findings }) => findings)).toEqual([]);
  return files.flatMap(({ manifests }) => manifests.map(({ manifest }) => placedIn(namespace, manifest)));
}

/** The object in a namespace, as it is written: with the beginning of a name alone if the API server completes it. */
function placedIn(name: string, object: KubernetesManifest): KubernetesManifest {
  const { generateName, ...metadata } = object.metadata;
  const named = generateName === undefined ? metadata : { ...metadata, generateName, name: undefined };
  return JSON.parse(
    JSON.stringify({ ...object, metadata: isNamespaced(object) === false ? named : { ...named, namespace: name } }),
  ) as KubernetesManifest;
}
