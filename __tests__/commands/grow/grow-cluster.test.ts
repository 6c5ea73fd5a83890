import { kubectlContext } from '../../../lib/commands/kubectl';
import { GrowCluster } from '../../../lib/commands/grow/grow-cluster';
import { keepingConfigMap, replacementOf } from '../../../lib/commands/grow/kept-set';
import { object } from '../../manifests';
import { liveSet, rendered, small } from './growing-set';
import { PlayedCluster, PlayedState } from './played-cluster';

const wanted = rendered('2Gi');
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
  const forbidden = { storageclass: 'Error from server (Forbidden): storageclasses is forbidden' };
  expect(await (await cluster({ complaints: forbidden })).classesOf(small)).toEqual(new Map());
});

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
])('has the finding %s for "%s"', async (code, complaint, write) => {
  const failing = await cluster({ complaints: { 'patch .*--dry-run=server': complaint } });
  await expect(failing.tryGrowth(wanted, small)).rejects.toMatchObject({
    findings: [{ path: 'StatefulSet shop/web', at: 'kubectl', code, want: `was refused, ${complaint}`, write }],
  });
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
