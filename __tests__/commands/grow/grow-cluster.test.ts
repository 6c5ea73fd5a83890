import { kubectlContext } from '../../../lib/commands/kubectl';
import { GrowCluster } from '../../../lib/commands/grow/grow-cluster';
import { remainingSteps } from '../../../lib/commands/grow/growth-steps';
import { keepingConfigMap, replacementOf } from '../../../lib/commands/grow/kept-set';
import { object } from '../../manifests';
import { liveSet, rendered, small } from './growing-set';
import { PlayedCluster, PlayedState } from './played-cluster';

const wanted = rendered('2Gi');
const steps = remainingSteps(new Map([['data', '2Gi']]), small);
const kept = replacementOf(liveSet('1Gi'), new Map([['data', '2Gi']]));

async function cluster(more: Partial<PlayedState> = {}): Promise<GrowCluster> {
  new PlayedCluster(small, more);
  return new GrowCluster(await kubectlContext());
}

test('reads the StatefulSet, what is kept of it, and the claims', async () => {
  const read = await (await cluster({ configMap: keepingConfigMap(kept) })).read(wanted);
  expect(read).toEqual({ set: small.set, kept: JSON.parse(JSON.stringify(kept)) as unknown, claims: small.claims });
});

test('refuses a ConfigMap of the name that keeps something else', async () => {
  const other = object('ConfigMap', { data: { a: 'b' } }, { name: 'web-grow' });
  await expect((await cluster({ configMap: other })).read(wanted)).rejects.toThrow(
    '[StatefulSet shop/web] ConfigMap web-grow must keep the StatefulSet while it is recreated, got another one of this name; give it another name',
  );
});

test('knows the classes that it may read', async () => {
  expect(await (await cluster({ classes: { fast: false } })).classesOf(small)).toEqual(new Map([['fast', false]]));
  const complaints = { storageclass: forbidden('get', 'storageclasses') };
  expect(await (await cluster({ complaints })).classesOf(small)).toEqual(new Map());
});

const forbidden = (verb: string, resource: string) =>
  `Error from server (Forbidden): ${resource} is forbidden: User "ci" cannot ${verb} resource "${resource}" in API group ""`;

test.each([
  [
    'unsupported',
    'Error from server (Forbidden): exceeded quota: disks',
    'mend that, and run grow again, which goes on from where it is',
  ],
  [
    'unavailable',
    'Unable to connect to the server',
    'see whether the cluster is up and you have access to it, and run grow again',
  ],
  [
    'unavailable',
    forbidden('patch', 'persistentvolumeclaims'),
    'have that right granted, or name a context that has it with --context, and run grow again',
  ],
])('has the finding %s for "%s"', async (code, complaint, write) => {
  const failing = await cluster({ complaints: { 'patch .*--dry-run=server': complaint } });
  await expect(failing.tryOut(wanted, steps)).rejects.toMatchObject({
    findings: [{ path: 'StatefulSet shop/web', at: 'kubectl', code, want: `was refused, ${complaint}`, write }],
  });
});

test('tries every command before the first, and reports all that are refused', async () => {
  const complaints = {
    '^apply .*--dry-run=server': forbidden('create', 'configmaps'),
    '^delete statefulset .*--dry-run=server': forbidden('delete', 'statefulsets'),
    '^create .*dryRun=All': forbidden('create', 'statefulsets'),
    '^replace .*dryRun=All': forbidden('update', 'statefulsets'),
    '^delete configmap .*--dry-run=server': forbidden('delete', 'configmaps'),
  };
  const failing = await cluster({ complaints });
  await expect(failing.tryOut(wanted, steps)).rejects.toMatchObject({
    findings: Object.values(complaints).map((complaint) => ({ want: `was refused, ${complaint}` })),
  });
});

test('changes nothing by what it tries, and takes for granted that the StatefulSet is there', async () => {
  const played = new PlayedCluster(small);
  await new GrowCluster(await kubectlContext()).tryOut(wanted, steps);
  const { set, claims, configMap, changes } = played.state;
  expect({ set, claims, configMap, changes }).toEqual({ ...small, kept: undefined, configMap: undefined });
});

test('goes on if another client was faster, and else throws', async () => {
  const create = { command: ['create', '--raw', '/a', '--filename', '-'], input: wanted, text: '' };
  await expect((await cluster()).run(wanted, create)).resolves.toBeUndefined();
  const failing = await cluster({ complaints: { create: 'Error from server (Forbidden): no' } });
  await expect(failing.run(wanted, create)).rejects.toThrow('was refused, Error from server (Forbidden): no');
});

test('writes steps as lines for a shell', async () => {
  const { line } = await cluster().then((each) => ({ line: each.line.bind(each) }));
  expect([line({ command: ['create', '--raw', '/a?b'], text: 'a' }), line({ text: 'b' })]).toEqual([
    "kubectl --context kind-dev create --raw '/a?b'  # a",
    '# wait: b',
  ]);
});
