import { spreadFields } from '../../lib/pods/affinity';
import { at, outcome } from '../backend-service/edge-values';

const term = (topologyKey: string) => ({ topologyKey, labelSelector: { matchLabels: { app: 'cache' } } });
const near = { requiredDuringSchedulingIgnoredDuringExecution: [term('topology.kubernetes.io/zone')] };

test('adds rules to those that keep the pods of a backend apart', () => {
  const { manifests } = outcome({
    podAntiAffinity: 'required',
    affinity: { podAffinity: near, podAntiAffinity: near },
  });
  expect(at(manifests, 'Deployment spec.template.spec.affinity')).toEqual({
    podAffinity: near,
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'api' } } },
        ...near.requiredDuringSchedulingIgnoredDuringExecution,
      ],
    },
  });
});

test('gives the pods of Jobs the rules alone', () => {
  const { manifests } = outcome({ affinity: { podAffinity: near }, migration: { command: ['node', 'job.js'] } });
  expect(at(manifests, 'Job spec.template.spec.affinity')).toEqual({ podAffinity: near });
});

test('is undefined without any rule', () => {
  const { manifests } = outcome({ migration: { command: ['node', 'job.js'] } });
  expect(at(manifests, 'Job spec.template.spec.affinity')).toBeUndefined();
});

const labels = { app: 'api' };

test('spreads over zones and nodes where there is room', () => {
  expect(spreadFields(labels, 'preferred', {}).topologySpreadConstraints).toEqual(
    ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: labels },
    })),
  );
});

test('counts one revision only if it is named, and requires nodes but never zones', () => {
  const matchLabelKeys = ['pod-template-hash'];
  expect(spreadFields(labels, 'required', { matchLabelKeys }).topologySpreadConstraints).toMatchObject([
    { whenUnsatisfiable: 'ScheduleAnyway', matchLabelKeys },
    { whenUnsatisfiable: 'DoNotSchedule', matchLabelKeys },
  ]);
});

test('keeps pods off one node if it can, or by force', () => {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } };
  expect(spreadFields(labels, 'preferred', {}).affinity?.podAntiAffinity).toEqual({
    requiredDuringSchedulingIgnoredDuringExecution: [],
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }],
  });
  expect(spreadFields(labels, 'required', {}).affinity?.podAntiAffinity).toEqual({
    requiredDuringSchedulingIgnoredDuringExecution: [term],
    preferredDuringSchedulingIgnoredDuringExecution: [],
  });
});

test.each<[object, string]>([
  [
    { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, podAffinityTerm: term('a') }] } },
    'affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight must be an integer from 1 to 100, got 0; write 1',
  ],
  [
    { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } },
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms must not be empty, got []; write [{ matchExpressions: [{ key: "disk", operator: "Exists" }] }]',
  ],
  [
    { podAntiAffinity: { required: [] } },
    'affinity.podAntiAffinity.required is unknown; write "requiredDuringSchedulingIgnoredDuringExecution"',
  ],
  [
    { nodeAffinity: 'ssd' },
    'affinity.nodeAffinity must be { requiredDuringSchedulingIgnoredDuringExecution, preferredDuringSchedulingIgnoredDuringExecution }, got "ssd"; write the fields that kubectl explain pod.spec.affinity describes',
  ],
])('refuses %j', (affinity, problem) => {
  expect(outcome({ affinity }).findings).toEqual([`[shop/api] ${problem}`]);
});

test('refuses labels and expressions that no pod or node can match', () => {
  const podAffinityTerm = { topologyKey: 'zone', labelSelector: { matchLabels: { 'a b': 'x' } } };
  const nodeSelectorTerms = [{ matchExpressions: [{ key: 'disk', operator: 'In' }] }];
  const affinity = {
    podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm }] },
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
  };
  expect(outcome({ affinity }).findings).toEqual([
    '[shop/api] affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values must have at least one with In, got []; write some, or the operator Exists',
    '[shop/api] affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector.matchLabels["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
  ]);
});
