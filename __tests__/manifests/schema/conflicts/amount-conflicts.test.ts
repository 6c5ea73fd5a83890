import { problemText } from '../../../../lib/findings/problem';
import { conflicts } from '../../../../lib/manifests/schema/conflicts/conflicts';
import { amountConflicts } from '../../../../lib/manifests/schema/conflicts/amount-conflicts';

function text(type: string, object: Record<string, unknown>): string | undefined {
  const fault = conflicts[type]?.(object);
  return fault && `${fault.at ?? ''} ${problemText(fault)}`.trim();
}

test('are among those of the rule', () => {
  expect(Object.keys(conflicts)).toEqual(expect.arrayContaining(Object.keys(amountConflicts)));
});

test.each<[string, Record<string, unknown>]>([
  ['HorizontalPodAutoscalerSpec', { scaleTargetRef: { kind: 'ReplicationController', apiVersion: 'v1' } }],
  ['LimitRangeItem', { type: 'Container', min: { cpu: '100m' }, default: { cpu: '1' }, max: { cpu: 2 } }],
  ['ResourceFieldSelector', { resource: 'limits.memory', divisor: '1Mi' }],
])('takes a %s of %p', (type, object) => {
  expect(text(type, object)).toBeUndefined();
});

test.each<[string, Record<string, unknown>, string]>([
  ['MetricTarget', { type: 'Value', value: '0' }, 'value must be above 0, got "0"; write a larger one'],
  [
    'HorizontalPodAutoscalerSpec',
    { scaleTargetRef: { kind: 'Deployment', apiVersion: 'v1' } },
    'scaleTargetRef.apiVersion must have the group of the kind, got "v1"; write one such as "apps/v1"',
  ],
  [
    'HorizontalPodAutoscalerSpec',
    { scaleTargetRef: { kind: 'Deployment', apiVersion: 'apps/v1' }, minReplicas: 0 },
    'minReplicas must be above 0 without a metric of type Object or External, got 0; write 1',
  ],
  ['HPAScalingRules', { policies: [] }, 'policies must not be empty, got []; leave it out'],
  [
    'LimitRangeItem',
    { type: 'container' },
    'type must be Container or Pod or PersistentVolumeClaim, got "container"; write Container',
  ],
  [
    'LimitRangeItem',
    { type: 'Pod', default: { cpu: 1 } },
    'default must not be set for the type Pod; write it for Container',
  ],
  [
    'LimitRangeItem',
    { type: 'Container', min: { cpu: '2' }, max: { cpu: '1500m' } },
    'min["cpu"] must not be above max, which is "1500m", got "2"; write "1500m"',
  ],
  [
    'LimitRangeItem',
    { type: 'Container', maxLimitRequestRatio: { cpu: '0.5' } },
    'maxLimitRequestRatio["cpu"] must be at least 1, got "0.5"; write 1',
  ],
  [
    'LimitRangeItem',
    { type: 'Container', min: { cpu: 1 }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 3 } },
    'maxLimitRequestRatio["cpu"] must not be above max / min, which is 2, got 3; write 2',
  ],
  ['ResourceQuotaSpec', { hard: { pods: '1.5' } }, 'hard["pods"] must be an integer, got "1.5"; write 1'],
  [
    'ResourceQuotaSpec',
    { hard: { 'requests.cpu': '-1' } },
    'hard["requests.cpu"] must not be negative, got "-1"; write 0',
  ],
  ['Overhead', { podFixed: { cpu: '-1' } }, 'podFixed["cpu"] must not be negative, got "-1"; write 0'],
  ['EmptyDirVolumeSource', { sizeLimit: '-1' }, 'sizeLimit must not be negative, got "-1"; write 0'],
  [
    'PersistentVolumeSpec',
    { nfs: {}, capacity: { storage: '1Gi', cpu: 1 } },
    'capacity must have storage alone, got "cpu"; leave it out',
  ],
  [
    'PersistentVolumeSpec',
    { nfs: {}, capacity: { storage: '0' } },
    'capacity.storage must be above 0, got "0"; write a larger one',
  ],
  [
    'PersistentVolumeClaimSpec',
    { resources: { requests: { storage: '0' } } },
    'resources.requests.storage must be above 0, got "0"; write a larger one',
  ],
  ['ResourceFieldSelector', { resource: 'limits.cpu', divisor: '1k' }, 'divisor must be 1 or 1m, got "1k"; write "1"'],
  [
    'ResourceFieldSelector',
    { resource: 'limits.memory', divisor: '1m' },
    'divisor must be 1 or a unit of bytes, got "1m"; write "1"',
  ],
  [
    'DownwardAPIVolumeFile',
    { resourceFieldRef: { resource: 'limits.cpu' } },
    'resourceFieldRef.containerName must be set, got none; write the name of a container',
  ],
  ['DownwardAPIVolumeFile', {}, 'must have one source, got none; write one'],
  [
    'ScopedResourceSelectorRequirement',
    { scopeName: 'BestEffort', operator: 'In', values: ['a'] },
    'operator must be Exists for "BestEffort", got "In"; write Exists',
  ],
  [
    'ScopedResourceSelectorRequirement',
    { scopeName: 'PriorityClass', operator: 'In' },
    'must have values with In, got 0; write some',
  ],
  [
    'ScopedResourceSelectorRequirement',
    { scopeName: 'PriorityClass', operator: 'Exists', values: ['a'] },
    'must have no values with "Exists", got 1; leave them out',
  ],
  [
    'PersistentVolumeClaimSpec',
    { accessModes: ['ReadWriteOncePod', 'ReadOnlyMany'] },
    'accessModes must have no other mode beside ReadWriteOncePod, got ["ReadWriteOncePod","ReadOnlyMany"]; write ["ReadWriteOncePod"]',
  ],
])('refuses a %s of %p', (type, object, problem) => {
  expect(text(type, object)).toBe(problem);
});
