import { App } from 'cdk8s';
import fc from 'fast-check';
import { edgeCases } from '../__tests__/answers';
import { edgeValues, outcome } from '../__tests__/backend-service/edge-values';
import { workerEdgeValues, workerOutcome } from '../__tests__/backend-service/worker-edge-values';
import { everything } from '../examples/everything/program';
import { environments } from '../examples/shop/environments';
import { shop } from '../examples/shop/program';
import { KubernetesManifest, render } from '../lib';
import { suiteApiServer } from './fixtures/api-server';
import { inTurns } from './fixtures/sample';
import { servedKinds } from './fixtures/served-kinds';
import { kubectl } from './kubectl';
import { endNamespace, namespaceEnd } from './namespaces';

const namespace = 'backend-acceptance';

interface Case {
  readonly title: string;
  readonly manifests: readonly KubernetesManifest[];
}

interface Refusal {
  readonly title: string;
  readonly kind: string;
  readonly message: string;
}

let isServed: (object: KubernetesManifest) => boolean;

beforeAll(async () => {
  const enforced = ['enforce', 'enforce-version'].map((label) => `pod-security.kubernetes.io/${label}`);
  const manifest = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace, labels: { [enforced[0] ?? '']: 'restricted', [enforced[1] ?? '']: 'latest' } },
  };
  await namespaceEnd(namespace);
  await kubectl('apply -f -', { input: JSON.stringify(manifest) });
  isServed = await servedKinds();
});

afterAll(() => endNamespace(namespace));

const server = suiteApiServer();

const backends = edgeCases(edgeValues, outcome);

test('the API server accepts whatever passes synth, prop by prop', async () => {
  const workers = edgeCases(workerEdgeValues, workerOutcome);
  const cases = [...backends, ...workers].map(({ prop, value, manifests }) => ({
    title: `${prop}: ${JSON.stringify(value)}`,
    manifests,
  }));
  expect(await refusals(cases)).toEqual([]);
}, 240_000);

test('the API server accepts whatever passes synth, in generated mixtures of props', async () => {
  // Of the values that do not pass synth alone no mixture would pass.
  const good = backends.filter(({ findings }) => findings.length === 0);
  const pools = Object.keys(edgeValues).map((name) => [name, good.filter(({ prop }) => prop === name)] as const);
  const mixtures = fc.record(
    Object.fromEntries(
      pools
        .filter(([, some]) => some.length > 0)
        .map(([name, some]) => [name, fc.constantFrom(...some.map(({ value }) => value))]),
    ),
    { requiredKeys: [] },
  );
  const generated = fc.sample(mixtures, { numRuns: 100, seed: 20 });
  expect(await refusals(generated.map((props) => ({ title: JSON.stringify(props), ...outcome(props) })))).toEqual([]);
}, 240_000);

test('the API server accepts the examples', async () => {
  const shops = environments.map(
    (environment) =>
      [
        environment.name,
        (app: App) => {
          shop(app, environment);
        },
      ] as const,
  );
  const cases = [['everything', everything] as const, ...shops].map(([title, build]) => {
    const app = new App();
    build(app);
    return { title, manifests: render(app) };
  });
  expect(await refusals(cases)).toEqual([]);
}, 60_000);

/** The refusals of the server, of each object once. */
async function refusals(cases: readonly Case[]): Promise<Refusal[]> {
  const objects = cases.flatMap(({ title, manifests }) =>
    manifests.filter(isServed).map((object) => ({ title, object: inNamespace(object) })),
  );
  const distinct = [...new Map(objects.map((each) => [JSON.stringify(each.object), each])).values()];
  const refused: Refusal[] = [];
  await inTurns(distinct, async ({ title, object }) => {
    const message = await server.refusal(object);
    if (message !== undefined) refused.push({ title, kind: object.kind, message });
  });
  return refused;
}

function inNamespace(object: KubernetesManifest): KubernetesManifest {
  return object.kind === 'Namespace' ? object : { ...object, metadata: { ...object.metadata, namespace } };
}
