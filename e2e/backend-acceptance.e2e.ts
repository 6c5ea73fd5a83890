import { App } from 'cdk8s';
import fc from 'fast-check';
import { edgeCases, edgeValues, outcome } from '../__tests__/backend-service/edge-values';
import { workerEdgeValues, workerOutcome } from '../__tests__/backend-service/worker-edge-values';
import { everything } from '../examples/everything/program';
import { environments } from '../examples/shop/environments';
import { shop } from '../examples/shop/program';
import { KubernetesManifest, render } from '../lib';
import { servedKinds } from './fixtures/served-kinds';
import { kubectl, run } from './kubectl';
import { endNamespace, namespaceEnd } from './namespaces';

const namespace = 'backend-acceptance';
const batch = 150;

interface Case {
  readonly title: string;
  readonly object: KubernetesManifest;
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

test('the API server accepts whatever passes synth, prop by prop', async () => {
  expect(await refusals(passed(edgeCases()))).toEqual([]);
  expect(await refusals(passed(edgeCases(workerEdgeValues), workerOutcome))).toEqual([]);
}, 240_000);

test('the API server accepts whatever passes synth, in generated mixtures of props', async () => {
  const pools = Object.entries(edgeValues).map(([prop, values]) => [prop, good(prop, values)] as const);
  const mixtures = fc.record(
    Object.fromEntries(
      pools.filter(([, some]) => some.length > 0).map(([prop, some]) => [prop, fc.constantFrom(...some)]),
    ),
    { requiredKeys: [] },
  );
  const generated = fc.sample(mixtures, { numRuns: 100, seed: 20 });
  expect(await refusals(passed(generated.map((props) => [JSON.stringify(props), props] as const)))).toEqual([]);
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
  const cases = [['everything', everything] as const, ...shops].flatMap(([title, build]) => {
    const app = new App();
    build(app);
    return render(app).map((object) => ({ title, object }));
  });
  expect(await refusals(cases)).toEqual([]);
}, 60_000);

/** The values that pass synth alone: of the others no mixture would pass. */
function good(prop: string, values: readonly unknown[]): readonly unknown[] {
  return values.filter((value) => outcome({ [prop]: value }).findings.length === 0);
}

/** The objects that synth passes. */
function passed(
  cases: readonly (readonly [title: string, props: object])[],
  outcomeOf: (props: object) => ReturnType<typeof outcome> = outcome,
): Case[] {
  return cases.flatMap(([title, props]) => outcomeOf(props).manifests.map((object) => ({ title, object })));
}

/** The refusals of the server, each object under a name of its own. */
async function refusals(cases: readonly Case[]): Promise<Refusal[]> {
  const objects = cases
    .filter(({ object }) => isServed(object))
    .map(({ title, object }) => ({ title, object: inNamespace(object) }));
  const distinct = [...new Map(objects.map((each) => [JSON.stringify(each.object), each])).values()];
  const refused: Refusal[] = [];
  for (let start = 0; start < distinct.length; start += batch) {
    refused.push(...(await refusedOf(distinct.slice(start, start + batch))));
  }
  return refused;
}

/** Halves a batch that is refused until the objects that are refused are alone. */
async function refusedOf(cases: readonly Case[]): Promise<Refusal[]> {
  const input = cases.map(({ object }) => JSON.stringify(object)).join('\n');
  const { code, stderr } = await run(
    'kubectl',
    ['create', '--dry-run=server', '--validate=strict', '-o', 'name', '-f', '-'],
    {
      input,
      seconds: 120,
    },
  );
  const complaint = complaints(stderr);
  if (code === 0 && complaint === '') return [];
  const [only, ...others] = cases;
  if (only !== undefined && others.length === 0)
    return [{ title: only.title, kind: only.object.kind, message: complaint }];
  const half = Math.ceil(cases.length / 2);
  return [...(await refusedOf(cases.slice(0, half))), ...(await refusedOf(cases.slice(half)))];
}

/** Of the warnings only those of Pod Security count: they say that the pods would be refused. */
function complaints(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => line !== '' && (!line.startsWith('Warning: ') || line.includes('PodSecurity')))
    .join('\n');
}

function inNamespace(object: KubernetesManifest): KubernetesManifest {
  return object.kind === 'Namespace' ? object : { ...object, metadata: { ...object.metadata, namespace } };
}
