import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkManifests } from '../lib/checks/check-manifests';
import { rules } from '../lib/checks/rules';
import { issueText } from '../lib/findings/problem';
import { parsedManifests } from '../lib/folders/parsed-manifests';
import { isNamespaced } from '../lib/manifests/kinds';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { ApiServer, startApiServer } from './fixtures/api-server';
import { broken } from './fixtures/mutations';
import { story } from './evidence';
import { kubectl } from './kubectl';
import { endNamespace } from './namespaces';

const namespace = 'check-agreement';
const step = story(namespace);

// Those that find what the API server refuses; the others find what it takes and what then does not work.
const judging = new Set(
  [
    'valid-fields no-conflicting-fields valid-object-names valid-labels valid-pods valid-containers valid-ports',
    'valid-amounts valid-label-selectors valid-extended-resources valid-schedules valid-routes valid-selectors',
  ].flatMap((line) => line.split(' ')),
);
const checked = rules.filter(({ id }) => judging.has(id));

// The differences that stay.
const explained = [
  // What a string must say beyond its type is checked for the fields that are often wrong.
  / is "(Bogus|x)"$/,
  // Amounts that another one or the kind bounds.
  / (spec\.hard\.pods is 1\.5|\S+\.(divisor|defaultRequest\.cpu) is 7)$/,
  // Lists that may be left out, and may not be empty.
  / \S+\.(onPodConditions|policies)\.0 is left out$/,
  // Refused since Kubernetes 1.37 alone.
  / spec\.scaleTargetRef\.apiVersion is left out$/,
  // The API server takes a probe of a port that is not there, which fails for ever.
  / spec\.containers\.0\.ports(\.0(\.name)?)? is left out$/,
];

let server: ApiServer;

beforeAll(async () => {
  await kubectl(`create namespace ${namespace}`);
  server = await startApiServer();
});

afterAll(async () => {
  server.stop();
  await endNamespace(namespace);
});

step('finds nothing in objects that the API server takes', async () => {
  const refused: string[] = [];
  for (const object of corpus()) {
    const refusal = await server.refusal(object);
    if (refusal !== undefined) refused.push(refusal);
  }
  expect(refused).toEqual([]);
  expect(checkManifests(corpus(), checked)).toEqual([]);
});

step('finds something in each object that the API server refuses, and nothing in any other', async () => {
  const differences: string[] = [];
  let compared = 0;
  for (const { object, change } of corpus().flatMap(broken)) {
    const refusal = await server.refusal(object);
    const found = checkManifests([object], checked).map(issueText);
    compared += 1;
    const isExplained = explained.some((difference) => difference.test(change));
    if ((refusal === undefined) !== (found.length === 0) && !isExplained)
      differences.push(`${change}: ${refusal ?? `taken, but found: ${found.join('; ')}`}`);
  }
  console.log(`${compared} broken objects, ${differences.length} differences that nothing explains`);
  expect(differences).toEqual([]);
});

function corpus(): KubernetesManifest[] {
  const file = join(__dirname, 'fixtures/check-corpus.yaml');
  const { manifests, findings } = parsedManifests(file, readFileSync(file, 'utf8'));
  expect(findings).toEqual([]);
  const objects = manifests.map(({ manifest }) => manifest);
  return objects.map((object) =>
    isNamespaced(object) === false ? object : { ...object, metadata: { ...object.metadata, namespace } },
  );
}
