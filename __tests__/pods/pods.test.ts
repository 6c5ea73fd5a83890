import { App, Chart } from 'cdk8s';
import { field, KubernetesManifest } from '../../lib/manifests/manifest';
import { pods } from '../../lib/pods/pods';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { edgeValues } from '../backend-service/edge-values';
import { kinds } from '../rendered';
import { everywhere, findings, mongoConstructs, podTemplates } from './mongo-constructs';

const chart = new Chart(new App(), 'elsewhere', { namespace: 'shop' });
const pull = new SecretRef(chart, 'registry', { keys: ['.dockerconfigjson'] });
const onDisks = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }],
    },
  },
};

test.each<[string, object, readonly string[], unknown]>([
  ['nodeSelector', { nodeSelector: { disk: 'ssd' } }, ['spec', 'nodeSelector'], { disk: 'ssd' }],
  [
    'tolerations',
    { tolerations: [{ key: 'database', operator: 'Exists' }] },
    ['spec', 'tolerations'],
    [{ key: 'database', operator: 'Exists' }],
  ],
  [
    'tolerationSeconds',
    { tolerationSeconds: 30 },
    ['spec', 'tolerations'],
    [
      { effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 30 },
      { effect: 'NoExecute', key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 30 },
    ],
  ],
  ['affinity', { affinity: onDisks }, ['spec', 'affinity', 'nodeAffinity'], onDisks.nodeAffinity],
  ['priorityClassName', { priorityClassName: 'databases' }, ['spec', 'priorityClassName'], 'databases'],
  ['imagePullSecrets', { imagePullSecrets: [pull] }, ['spec', 'imagePullSecrets'], [{ name: 'registry' }]],
  ['serviceAccountName', { serviceAccountName: 'shared' }, ['spec', 'serviceAccountName'], 'shared'],
  [
    'runAsUser',
    { runAsUser: 1000650000 },
    ['spec', 'securityContext'],
    // The exporter has no volume, and so no group of its volumes.
    expect.objectContaining({
      runAsGroup: 1000650000,
      runAsNonRoot: true,
      runAsUser: 1000650000,
      seccompProfile: { type: 'RuntimeDefault' },
    }),
  ],
  [
    'an assigned runAsUser',
    { runAsUser: 'assigned' },
    ['spec', 'securityContext'],
    { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  ],
  ['podLabels', { podLabels: { tier: 'data' } }, ['metadata', 'labels', 'tier'], 'data'],
  ['labels', { labels: { team: 'shop' } }, ['metadata', 'labels', 'team'], 'shop'],
  ['owner', { owner: 'data-team' }, ['metadata', 'labels', 'owner'], 'data-team'],
])('puts %s into the pods of a set, its exporter, its dumps and its snapshots', (_, props, path, expected) => {
  const templates = podTemplates(mongoConstructs(everywhere(props)));
  const each = [expected, expected, expected, expected];
  expect(templates.map((template) => field(template as never, ...path))).toEqual(each);
});

test.each<[string, object, readonly string[], unknown]>([
  ['podAnnotations', { podAnnotations: { 'a.io/b': 'c' } }, ['metadata', 'annotations', 'a.io/b'], 'c'],
  [
    'egress to an endpoint, with its clients’ label',
    { egressTo: [{ namespace: 'shop', labels: { app: 'kms' }, port: 5696, clientLabels: { 'kms-client': 'true' } }] },
    ['metadata', 'labels', 'kms-client'],
    'true',
  ],
])(
  'puts %s into the pods of a set, its dumps and its snapshots, and not of its exporter',
  (_, props, path, expected) => {
    const templates = podTemplates(mongoConstructs(everywhere(props)));
    const each = [expected, undefined, expected, expected];
    expect(templates.map((template) => field(template as never, ...path))).toEqual(each);
  },
);

test.each<[string, object, readonly string[], unknown]>([
  ['labels', { labels: { team: 'shop' } }, ['metadata', 'labels', 'team'], 'shop'],
  ['owner', { owner: 'data-team' }, ['metadata', 'labels', 'owner'], 'data-team'],
  ['partOf', { partOf: 'orders' }, ['metadata', 'labels', 'app.kubernetes.io/part-of'], 'orders'],
  ['annotations', { annotations: { 'a.io/b': 'c' } }, ['metadata', 'annotations', 'a.io/b'], 'c'],
  [
    'the exemptions of ignoreChecks',
    { ignoreChecks: { 'kube-linter/no-anti-affinity': 'one node' } },
    ['metadata', 'annotations', 'ignore-check.kube-linter.io/no-anti-affinity'],
    'one node',
  ],
])('puts %s on every object of theirs', (_, props, path, expected) => {
  const all = mongoConstructs(everywhere(props)).filter(({ kind }) => kind !== 'Secret');
  expect(all.filter((manifest) => field(manifest, ...path) !== expected).map(nameOf)).toEqual([]);
});

test('keeps the members apart whatever the given affinity is', () => {
  const podAntiAffinity = {
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 5, podAffinityTerm: { topologyKey: 'rack' } }],
  };
  const [set] = podTemplates(mongoConstructs({ set: { affinity: { ...onDisks, podAntiAffinity } } }));
  const apart = {
    podAffinityTerm: { labelSelector: { matchLabels: { app: 'mongo' } }, topologyKey: 'kubernetes.io/hostname' },
    weight: 100,
  };
  expect(field(set as never, 'spec', 'affinity')).toEqual({
    ...onDisks,
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [apart, { podAffinityTerm: { topologyKey: 'rack' }, weight: 5 }],
    },
  });
});

test('has no ServiceAccount of its own beside one that exists, whose rights are those of the agents and the snapshots', () => {
  const all = mongoConstructs(everywhere({ serviceAccountName: 'shared' }));
  expect(kinds(all)).not.toContain('ServiceAccount');
  expect(all.filter(({ kind }) => kind === 'RoleBinding').flatMap((binding) => field(binding, 'subjects'))).toEqual([
    { kind: 'ServiceAccount', name: 'shared', namespace: 'shop' },
    { kind: 'ServiceAccount', name: 'shared', namespace: 'shop' },
  ]);
});

test('lets out to the given targets beside its own, and without a policy to everywhere', () => {
  const egressTo = [{ cidr: '192.0.2.0/24', ports: [443] }];
  const rule = { ports: [{ port: 443, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] };
  const policies = mongoConstructs(everywhere({ egressTo })).filter(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name !== 'mongo-exporter',
  );
  expect(policies.map((policy) => (field(policy, 'spec', 'egress') as unknown[]).at(-1))).toEqual([
    ...[rule, rule, rule],
  ]);
  expect(kinds(mongoConstructs(everywhere({ networkPolicy: false })))).not.toContain('NetworkPolicy');
});

test("runs the exporter, and the set's image in dumps and snapshots, as the set does unless they say otherwise", () => {
  const users = (given: Parameters<typeof mongoConstructs>[0]) =>
    podTemplates(mongoConstructs(given)).map((template) => [
      field(template as never, 'spec', 'securityContext', 'runAsUser'),
      field(template as never, 'spec', 'imagePullSecrets'),
    ]);
  const secrets = [{ name: 'registry' }];
  expect(
    users({ set: { runAsUser: 5000, imagePullSecrets: [pull] }, backup: { runAsUser: 6000, imagePullSecrets: [] } }),
  ).toEqual([
    [5000, secrets],
    [5000, secrets],
    [6000, undefined],
    [5000, secrets],
  ]);
});

test.each<[object, string]>([
  [
    { labels: { app: 'x' } },
    'labels["app"] must not be a label that the construct sets itself, got "app"; write another key',
  ],
  [{ runAsUser: 0 }, 'runAsUser must be an integer from 1, got 0; write 1'],
  [{ tolerationSeconds: -5 }, 'tolerationSeconds must be an integer from 0, got -5; write 0'],
  [{ networkPolicy: 'no' }, 'networkPolicy must be true or false, got "no"'],
  [
    { egressTo: [{ cidr: '10.0.0.0' }] },
    'egressTo[0].cidr must be a CIDR block, got "10.0.0.0"; write "203.0.113.0/24"',
  ],
  [
    { priorityClassName: 'A' },
    'priorityClassName must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"',
  ],
])('says of %j of a set, its dumps and its snapshots what to write', (props, problem) => {
  expect(findings(everywhere(props as never))).toEqual(
    ['mongo', 'dumps', 'snapshots'].map((name) => `[shop/${name}] ${problem}`),
  );
});

test('has values of every such prop to answer', () => {
  expect(Object.keys(pods.entries).filter((prop) => !Object.hasOwn(edgeValues, prop))).toEqual([]);
});

function nameOf({ kind, metadata }: KubernetesManifest): string {
  return `${kind} ${metadata.name}`;
}
