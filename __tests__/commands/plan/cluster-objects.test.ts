import { ClusterObjects } from '../../../lib/commands/plan/cluster-objects';
import { object } from '../../manifests';
import { withCluster } from './stub-cluster';

const context = { name: 'kind-dev', server: '' };
const compare = (cluster: Parameters<typeof withCluster>[0], ...manifests: ReturnType<typeof object>[]) =>
  withCluster(cluster, () => new ClusterObjects(context).compare(manifests));

const settings = object('ConfigMap', { data: { a: '1' } });
const managed = (manager: string, operation: string, fieldsV1: object = { 'f:data': { 'f:a': {} } }) => ({
  ...settings,
  metadata: { ...settings.metadata, managedFields: [{ manager, operation, fieldsV1 }] },
});
const byClient = { 'f:metadata': { 'f:annotations': { 'f:kubectl.kubernetes.io/last-applied-configuration': {} } } };
const common = '--output json --filename - --context kind-dev --request-timeout=30s';

test.each([
  ['as kubectl apply', managed('kubectl-client-side-apply', 'Update', byClient), 'apply --dry-run=server'],
  [
    'on the server',
    managed('kustomize-controller', 'Apply'),
    'apply --dry-run=server --server-side --force-conflicts --field-manager kustomize-controller',
  ],
  ['by a tool that keeps no record', managed('helm', 'Update'), 'apply --dry-run=server'],
])('applies without effect what was applied %s in the same way, and new objects like it', async (_, live, line) => {
  const { result, calls } = await compare({ live: { 'ConfigMap web': live } }, settings, object('Service'));
  expect(calls).toEqual([`get --ignore-not-found --show-managed-fields ${common}`, `${line} ${common}`]);
  expect(result).toEqual({
    objects: [
      { object: settings, live, applied: settings },
      { object: object('Service'), live: undefined, applied: object('Service') },
    ],
    findings: [],
  });
});

const invalid = 'The ConfigMap "web" is invalid: data: Invalid value';

test.each([
  ['ConfigMap', invalid, invalid],
  [
    'ConfigMap',
    'error: error validating "STDIN": error validating data: ValidationError(ConfigMap.data.a): invalid type; if you choose to ignore these errors, turn validation off with --validate=false',
    'ValidationError(ConfigMap.data.a): invalid type',
  ],
  [
    'ConfigMap',
    'Error from server (Forbidden): error when creating "STDIN": admission webhook "a" denied the request',
    'admission webhook "a" denied the request',
  ],
  [
    'ConfigMap',
    'unable to recognize "STDIN": no matches for kind "ConfigMap" in version "v1"',
    'unable to recognize "STDIN": no matches for kind "ConfigMap" in version "v1"',
  ],
  [
    'Secret',
    'Error from server (NotFound): error when creating "STDIN": namespaces "shop" not found',
    'namespaces "shop" not found',
  ],
  ['Secret', 'Error from server (BadRequest): the value aHVudGVyMg== is wrong', 'Error from server (BadRequest)'],
])(
  'has the message with which the API server refuses a %s, and compares the rest',
  async (kind, complaint, refusal) => {
    const refused = object(kind);
    const { result } = await compare(
      { live: {}, complaints: { [`apply ${kind} web`]: complaint } },
      refused,
      object('Service'),
    );
    expect(result).toEqual({
      objects: [
        { object: refused, live: undefined, refusal },
        { object: object('Service'), live: undefined, applied: object('Service') },
      ],
      findings: [],
    });
  },
);

test('refuses a generated name, which kubectl apply does not take', async () => {
  const { result, calls } = await compare({ live: {} }, object('Job', {}, { name: 'a-*', generateName: 'a-' }));
  expect(result.objects).toMatchObject([
    { refusal: 'kubectl apply takes no generateName; write kubectl create, or a name' },
  ]);
  expect(calls).toEqual([]);
});

test.each([
  ['get', 'Error from server (Forbidden): configmaps "web" is forbidden: User "a" cannot get resource "configmaps"'],
  [
    'apply',
    'Error from server (Forbidden): configmaps "web" is forbidden: User "a" cannot patch resource "configmaps"',
  ],
  ['apply', 'Error from server (BadRequest): admission webhook "a" does not support dry run'],
])('has a finding for an object about which %s is not answered, and compares the rest', async (verb, complaint) => {
  const { result } = await compare(
    { live: {}, complaints: { [`${verb} ConfigMap web`]: complaint } },
    settings,
    object('Service'),
  );
  expect(result.objects).toMatchObject([{ isUnknown: true }, { applied: object('Service') }]);
  expect(result.findings).toEqual([
    {
      path: 'ConfigMap shop/web',
      at: 'kubectl',
      code: 'unavailable',
      want: `cannot be compared, ${complaint}`,
      write: 'see whether you may get and patch it: kubectl auth can-i --list',
    },
  ]);
});

test.each([
  [
    'a namespace',
    object('Namespace', {}, { name: 'shop', namespace: undefined }),
    settings,
    'Error from server (NotFound): error when creating "STDIN": namespaces "shop" not found',
  ],
  [
    'a definition',
    object('CustomResourceDefinition', { spec: { group: 'example.com', names: { kind: 'ConfigMap' } } }),
    { ...settings, apiVersion: 'example.com/v1' },
    'error: resource mapping not found for name: "web" namespace: "shop" from "STDIN": no matches for kind "ConfigMap" in version "example.com/v1"',
  ],
])('takes for new what comes with %s', async (_, other, manifest, complaint) => {
  const complaints = { 'apply ConfigMap web': complaint };
  expect((await compare({ live: {}, complaints }, manifest, other)).result).toMatchObject({
    objects: [{ object: manifest, live: undefined }, { applied: { kind: other.kind } }],
    findings: [],
  });
  expect((await compare({ live: {}, complaints }, manifest)).result.objects).toMatchObject([
    { refusal: expect.any(String) as string },
  ]);
});

test.each([
  'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
  'Unable to connect to the server: net/http: TLS handshake timeout',
  'error: You must be logged in to the server (Unauthorized)',
])('says that the cluster does not answer: %s', async (outage) => {
  await expect(compare({ live: {}, outage }, settings)).rejects.toThrow(
    `[kubectl] does not answer, ${outage}; see whether the cluster is up and you have access to it, or choose another with --context`,
  );
});

test('finds those of some objects that the cluster has', async () => {
  const { result } = await withCluster({ live: { 'ConfigMap web': settings } }, () =>
    new ClusterObjects(context).existing([settings, object('Service')]),
  );
  expect(result).toEqual({ found: [settings], findings: [] });
});
