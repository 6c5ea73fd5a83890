import { growCommand } from '../../../lib/commands/grow/grow-command';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { liveClaim, liveSet, rendered, small } from './growing-set';
import { PlayedCluster } from './played-cluster';

/** Runs the command on a folder of these manifests. */
async function grow(manifests: readonly KubernetesManifest[], ...args: readonly string[]) {
  const files = manifests.map((each, index) => [`${index}.json`, JSON.stringify(each)] as const);
  const terminal = new RecordedTerminal();
  const code = await growCommand([temporaryDirectory(Object.fromEntries(files)), ...args], terminal);
  return { code, output: terminal.output, complaints: terminal.complaints };
}

const context = 'context kind-dev, https://127.0.0.1:6443\n';
const kubectl = 'kubectl --context kind-dev';

test('prints the commands and changes nothing', async () => {
  const cluster = new PlayedCluster(small);
  expect(await grow([rendered('2Gi')])).toEqual({
    code: 0,
    complaints: '',
    output: `${context}StatefulSet shop/web gets data 2Gi
  ${kubectl} patch persistentvolumeclaim data-web-0 data-web-1 --namespace shop --patch '{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}'
  # wait: data-web-0 has 1Gi of 2Gi, data-web-1 has 1Gi of 2Gi
  ${kubectl} apply --namespace shop --server-side --force-conflicts --field-manager cdk8s-backend-grow --filename -  # ConfigMap web-grow: StatefulSet web as it is, with the new sizes
  ${kubectl} delete statefulset web --namespace shop --cascade=orphan --wait=false
  # wait: StatefulSet web is being deleted, and its pods are kept
  ${kubectl} create --raw '/apis/apps/v1/namespaces/shop/statefulsets?fieldManager=cdk8s-backend-grow' --filename -  # StatefulSet web of the ConfigMap web-grow
  ${kubectl} replace --raw /apis/apps/v1/namespaces/shop/statefulsets/web --filename -  # StatefulSet web with the field managers of before
  # wait: all pods of web are the new StatefulSet's
  ${kubectl} delete configmap web-grow --namespace shop --ignore-not-found
nothing was changed; write --apply to run these commands
`,
  });
  const { set, claims } = cluster.state;
  expect({ set, claims }).toEqual({ set: small.set, claims: small.claims });
});

test('leaves other changes to an apply, and says them', async () => {
  new PlayedCluster(small, { isQuick: true });
  const { output } = await grow([rendered('2Gi', { replicas: 3 })]);
  expect(output).toContain(`  left to the next apply:
    ~ StatefulSet shop/web
        spec.replicas: 2 → 3
`);
});

test('grows nothing if one of the StatefulSets cannot grow', async () => {
  const cluster = new PlayedCluster(small, { classes: { fast: false } });
  const { code, complaints } = await grow([rendered('2Gi')], '--apply');
  expect([code, complaints.split('\n').length, cluster.state.claims]).toEqual([1, 4, small.claims]);
});

test.each([
  [
    'not in the cluster',
    { set: undefined, kept: undefined, claims: [] },
    'StatefulSet shop/web is not in the cluster; kubectl apply creates it with data 2Gi\n',
  ],
  [
    'of its size',
    { set: liveSet('2Gi'), kept: undefined, claims: [liveClaim(0, '2Gi')] },
    'StatefulSet shop/web has data 2Gi\n',
  ],
])('has nothing to do for a StatefulSet that is %s', async (_, live, text) => {
  new PlayedCluster(live);
  expect(await grow([rendered('2Gi')])).toEqual({ code: 0, output: `${context}${text}`, complaints: '' });
});

test('uses no cluster where no StatefulSet has claims', async () => {
  const { code, output } = await grow([object('Service')], '--context', 'none');
  expect([code, output.split(': ')[1]]).toEqual([0, 'no StatefulSet with volume claims\n']);
});

test('says every fault of sizes before it says what is not there', async () => {
  new PlayedCluster({ set: undefined, kept: undefined, claims: [] });
  const { code, complaints } = await grow([rendered('10GB'), { ...rendered('0'), metadata: { name: 'db' } }]);
  expect([code, complaints]).toEqual([
    1,
    `2 findings:
[StatefulSet shop/web] spec.volumeClaimTemplates[data].spec.resources.requests.storage must be a positive quantity of bytes, got "10GB"; write "10Gi"
[StatefulSet db] spec.volumeClaimTemplates[data].spec.resources.requests.storage must be a positive quantity of bytes, got "0"; write "256Mi" or "10Gi"
`,
  ]);
});

test('names kubectl if there is none', async () => {
  const path = process.env['PATH'];
  process.env['PATH'] = temporaryDirectory();
  try {
    const { code, complaints } = await grow([rendered('2Gi')]);
    expect([code, complaints]).toEqual([
      3,
      '1 finding:\n[kubectl] cannot be run, ENOENT; install it and put it on the PATH\n',
    ]);
  } finally {
    process.env['PATH'] = path;
  }
});

test.each([
  ['--aply', 'cdk8s-backend grow: there is no option --aply; write --apply\n'],
  ['--size=2Gi', 'cdk8s-backend grow: there is no option --size; see --help\n'],
  ['--apply=yes', 'cdk8s-backend grow: --apply takes no value; leave it out\n'],
])('refuses the option %s', async (option, complaints) => {
  expect(await grow([rendered('2Gi')], option)).toEqual({ code: 64, output: '', complaints });
});

test('ends with 3 if a file cannot be read', async () => {
  expect(await growCommand(['/none'], new RecordedTerminal())).toBe(3);
});
