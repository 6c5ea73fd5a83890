import { problemText } from '../../../../lib/findings/problem';
import { conflicts } from '../../../../lib/manifests/schema/conflicts/conflicts';
import { workloadConflicts } from '../../../../lib/manifests/schema/conflicts/workload-conflicts';

function text(type: string, object: Record<string, unknown>): string | undefined {
  const fault = conflicts[type]?.(object);
  return fault && `${fault.at ?? ''} ${problemText(fault)}`.trim();
}

test('are among those of the rule', () => {
  expect(Object.keys(conflicts)).toEqual(expect.arrayContaining(Object.keys(workloadConflicts)));
});

test.each<[string, Record<string, unknown>]>([
  ['RollingUpdateDaemonSet', { maxSurge: '10%', maxUnavailable: 0 }],
  ['SuccessPolicyRule', { succeededIndexes: '0,2-4' }],
  ['ObjectFieldSelector', { fieldPath: 'metadata.labels' }],
  ['RollingUpdateDeployment', { maxUnavailable: 0 }],
  ['JobSpec', { selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'a' } } }],
  ['JobSpec', { selector: { matchLabels: { app: 'load' } }, manualSelector: true }],
  ['PodSpec', { dnsPolicy: 'None', dnsConfig: { nameservers: ['10.96.0.10'] } }],
  ['SecurityContext', { privileged: true }],
])('takes a %s of %p', (type, object) => {
  expect(text(type, object)).toBeUndefined();
});

test.each<[string, Record<string, unknown>, string]>([
  [
    'StatefulSetUpdateStrategy',
    { type: 'Recreate' },
    'type must be RollingUpdate or OnDelete, got "Recreate"; write OnDelete',
  ],
  ['RollingUpdateDaemonSet', { maxSurge: 1 }, 'maxUnavailable must be 0 beside a maxSurge, got 1; write 0'],
  [
    'RollingUpdateDaemonSet',
    { maxUnavailable: '0%' },
    'maxUnavailable must not be 0 without a maxSurge, got "0%"; write 1',
  ],
  [
    'JobSpec',
    { backoffLimitPerIndex: 1 },
    'backoffLimitPerIndex must not be set unless completionMode is "Indexed", got no completionMode; leave it out',
  ],
  [
    'JobSpec',
    { completionMode: 'Indexed', maxFailedIndexes: 1 },
    'maxFailedIndexes must come with backoffLimitPerIndex, got none; write it',
  ],
  [
    'JobSpec',
    {
      ...{ completionMode: 'Indexed', completions: 1, backoffLimitPerIndex: 1, maxFailedIndexes: 2 },
      template: { spec: { restartPolicy: 'Never' } },
    },
    'maxFailedIndexes must not be above completions, got 2; write 1',
  ],
  [
    'JobSpec',
    { completionMode: 'Indexed', completions: 1, backoffLimitPerIndex: 1, template: { spec: {} } },
    'template.spec.restartPolicy must be Never beside a backoffLimitPerIndex, got "none"; write Never',
  ],
  [
    'JobSpec',
    { completionMode: 'Indexed', parallelism: 3 },
    'completions must be set with completionMode "Indexed", got none; write how many',
  ],
  [
    'JobSpec',
    { podFailurePolicy: { rules: [] }, template: { spec: { restartPolicy: 'OnFailure' } } },
    'template.spec.restartPolicy must be Never beside a podFailurePolicy, got "OnFailure"; write Never',
  ],
  [
    'JobSpec',
    {
      podFailurePolicy: { rules: [{ onExitCodes: { containerName: 'b' } }] },
      template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a' }] } },
    },
    'podFailurePolicy.rules[0].onExitCodes.containerName must be a container of the pod, got "b"; write "a"',
  ],
  [
    'JobSpec',
    { podFailurePolicy: { rules: [{ action: 'FailIndex' }] }, template: { spec: { restartPolicy: 'Never' } } },
    'podFailurePolicy.rules[0].action must come with backoffLimitPerIndex, got "FailIndex"; write FailJob',
  ],
  [
    'JobSpec',
    { podFailurePolicy: { rules: [] }, podReplacementPolicy: 'TerminatingOrFailed' },
    'podReplacementPolicy must be Failed beside a podFailurePolicy, got "TerminatingOrFailed"; leave it out',
  ],
  [
    'JobTemplateSpec',
    { spec: { completionMode: 'Indexed' } },
    'spec.completions must be set with completionMode "Indexed", got none; write how many',
  ],
  ['PodFailurePolicyRule', { onPodConditions: [] }, 'must have onExitCodes or onPodConditions, got none; write one'],
  [
    'PodFailurePolicyOnExitCodesRequirement',
    { operator: 'In', values: [0] },
    'values must not hold 0 with operator "In", got [0]; leave it out',
  ],
  [
    'PodFailurePolicyOnExitCodesRequirement',
    { operator: 'NotIn', values: [2, 1] },
    'values must be in ascending order, got [2,1]; order them',
  ],
  [
    'PersistentVolumeClaimTemplate',
    { metadata: { name: 'a' } },
    'metadata.name must not be set, for the claim is named after its pod; leave it out',
  ],
  [
    'SuccessPolicyRule',
    { succeededIndexes: '1-' },
    'succeededIndexes must be indexes and ranges of them, got "1-"; write some such as "0,2-4"',
  ],
  [
    'PodSpec',
    { containers: [{ securityContext: { procMount: 'Unmasked' } }] },
    'hostUsers must be false with procMount Unmasked, got "none"; write hostUsers: false, or leave procMount out',
  ],
  [
    'PodSpec',
    { hostNetwork: true, securityContext: { sysctls: [{ name: 'net.core.somaxconn' }] } },
    'securityContext.sysctls must not hold net.* with hostNetwork, got "net.core.somaxconn"; leave it out',
  ],
  [
    'PodSpec',
    { hostNetwork: true, containers: [{ name: 'a', ports: [{ containerPort: 80, hostPort: 81 }] }] },
    'containers["a"].ports must have a hostPort that is the containerPort with hostNetwork, got 81; leave hostPort out',
  ],
  [
    'Container',
    { volumeMounts: [{ mountPropagation: 'Bidirectional' }] },
    'volumeMounts must not have the mountPropagation Bidirectional in a container that is not privileged; write HostToContainer',
  ],
  [
    'ObjectFieldSelector',
    { fieldPath: 'status.phase' },
    'fieldPath must be a field that a pod knows of itself, got "status.phase"; write metadata.name',
  ],
  [
    'ObjectFieldSelector',
    { fieldPath: 'metadata.name', apiVersion: 'v2' },
    'apiVersion must be v1, got "v2"; leave it out',
  ],
  [
    'RollingUpdateDeployment',
    { maxSurge: '0%', maxUnavailable: 0 },
    'maxUnavailable must not be 0 beside a maxSurge of 0, got 0; write 1',
  ],
  [
    'JobSpec',
    { selector: { matchLabels: { app: 'load' } } },
    'selector must not be set, for the API server writes it; leave it out',
  ],
  [
    'JobTemplateSpec',
    { spec: { manualSelector: true } },
    'spec.manualSelector must not be set for the Jobs of a CronJob; leave it and selector out',
  ],
  [
    'PodSpec',
    { dnsPolicy: 'None', dnsConfig: { searches: ['example.com'] } },
    'dnsConfig.nameservers must be set with dnsPolicy "None", got none; write one such as "10.96.0.10"',
  ],
  [
    'SecurityContext',
    { privileged: true, allowPrivilegeEscalation: false },
    'allowPrivilegeEscalation must not be false with privileged: true, got false; leave one of them out',
  ],
  [
    'SecurityContext',
    { capabilities: { add: ['CAP_SYS_ADMIN'] }, allowPrivilegeEscalation: false },
    'allowPrivilegeEscalation must not be false with CAP_SYS_ADMIN, got false; leave one of them out',
  ],
])('refuses a %s of %p', (type, object, problem) => {
  expect(text(type, object)).toBe(problem);
});
