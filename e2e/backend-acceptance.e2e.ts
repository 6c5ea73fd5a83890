import fc from 'fast-check';
import { edgeCases, edgeValues, outcome } from '../__tests__/backend-service/edge-values';
import { workerEdgeValues, workerOutcome } from '../__tests__/backend-service/worker-edge-values';
import { KubernetesManifest } from '../lib/manifests/manifest';
import { kubectl, run } from './kubectl';
import { endNamespace } from './namespaces';

const namespace = 'backend-acceptance';
const batch = 150;

interface Refusal {
  readonly title: string;
  readonly kind: string;
  readonly message: string;
}

const customGroups = ['gateway.networking.k8s.io', 'monitoring.coreos.com', 'cert-manager.io', 'networking.gke.io'];
let servedKinds: string[] = [];

beforeAll(async () => {
  const enforced = ['enforce', 'enforce-version'].map((label) => `pod-security.kubernetes.io/${label}`);
  const manifest = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace, labels: { [enforced[0] ?? '']: 'restricted', [enforced[1] ?? '']: 'latest' } },
  };
  await kubectl('apply -f -', { input: JSON.stringify(manifest) });
  const resources = await kubectl('api-resources --no-headers');
  servedKinds = resources.split('\n').map((line) => line.trim().split(/\s+/).slice(-3).join(' '));
});

afterAll(() => endNamespace(namespace));

test('the API server accepts whatever passes synth, prop by prop', async () => {
  expect(await refusals(edgeCases())).toEqual([]);
  expect(await refusals(edgeCases(workerEdgeValues), workerOutcome)).toEqual([]);
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
  expect(await refusals(generated.map((props) => [JSON.stringify(props), props] as const))).toEqual([]);
}, 240_000);

/** The values that pass synth alone: of the others no mixture would pass. */
function good(prop: string, values: readonly unknown[]): readonly unknown[] {
  return values.filter((value) => outcome({ [prop]: value }).findings.length === 0);
}

/** What the server refuses of the objects that synth passes, each object under a name of its own. */
async function refusals(
  cases: readonly (readonly [title: string, props: object])[],
  outcomeOf: (props: object) => ReturnType<typeof outcome> = outcome,
): Promise<Refusal[]> {
  const objects = cases.flatMap(([title, props]) =>
    outcomeOf(props)
      .manifests.filter(isServed)
      .map((object) => ({ title, object: inNamespace(object) })),
  );
  const distinct = [...new Map(objects.map((each) => [JSON.stringify(each.object), each])).values()];
  const refused: Refusal[] = [];
  for (let start = 0; start < distinct.length; start += batch) {
    refused.push(...(await refusedOf(distinct.slice(start, start + batch))));
  }
  return refused;
}

/** True for an object whose kind the cluster has a definition of; Kubernetes' own kinds it must have. */
function isServed({ apiVersion, kind }: KubernetesManifest): boolean {
  return (
    !customGroups.includes(apiVersion.split('/')[0] ?? '') ||
    servedKinds.some((served) => [`${apiVersion} true ${kind}`, `${apiVersion} false ${kind}`].includes(served))
  );
}

type Case = { readonly title: string; readonly object: KubernetesManifest };

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
  const metadata = { ...object.metadata, namespace };
  return { ...object, metadata };
}
