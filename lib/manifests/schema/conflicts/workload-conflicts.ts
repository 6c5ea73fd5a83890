import { quoted } from '../../../findings/problem';
import { field, Fields, listField } from '../../manifest';
import { anyOf, Conflict, ConflictFault, exactlyOne, isSet, onlyWith, without } from './exclusions';
import { podFieldFault } from './pod-field';
import { systemConflict } from './system-conflict';

/** The conflicts of the workloads' objects and of their pods. */
export const workloadConflicts: Readonly<Record<string, Conflict>> = {
  StatefulSetUpdateStrategy: (strategy) =>
    strategy.type === 'Recreate'
      ? { at: 'type', want: 'must be RollingUpdate or OnDelete', got: '"Recreate"', write: 'write OnDelete' }
      : without('rollingUpdate', 'OnDelete')(strategy),
  RollingUpdateDaemonSet: ({ maxSurge = 0, maxUnavailable = 1 }) => {
    const [surge, unavailable] = [!isZero(maxSurge), !isZero(maxUnavailable)];
    if (surge !== unavailable) return undefined;
    const want = surge ? 'must be 0 beside a maxSurge' : 'must not be 0 without a maxSurge';
    return { at: 'maxUnavailable', want, got: quoted(maxUnavailable), write: `write ${surge ? 0 : 1}` };
  },
  RollingUpdateDeployment: ({ maxSurge, maxUnavailable }) =>
    isZero(maxSurge) && isZero(maxUnavailable)
      ? {
          at: 'maxUnavailable',
          want: 'must not be 0 beside a maxSurge of 0',
          got: quoted(maxUnavailable),
          write: 'write 1',
        }
      : undefined,
  JobSpec: anyOf(
    selectorConflict,
    onlyWith('completionMode', ['Indexed'], 'backoffLimitPerIndex', 'successPolicy'),
    // Without either, both are 1.
    ({ completionMode, completions, parallelism }) =>
      completionMode === 'Indexed' && isSet(parallelism) && !isSet(completions) ? missingCompletions('') : undefined,
    (job) => (isSet(job.backoffLimitPerIndex) ? restartConflict(job, 'a backoffLimitPerIndex') : undefined),
    ({ maxFailedIndexes, backoffLimitPerIndex, completions }) => {
      if (!isSet(maxFailedIndexes)) return undefined;
      const at = 'maxFailedIndexes';
      if (!isSet(backoffLimitPerIndex))
        return { at, want: 'must come with backoffLimitPerIndex', got: 'none', write: 'write it' };
      return typeof completions === 'number' && typeof maxFailedIndexes === 'number' && maxFailedIndexes > completions
        ? { at, want: 'must not be above completions', got: maxFailedIndexes, write: `write ${completions}` }
        : undefined;
    },
    failurePolicyConflict,
  ),
  JobTemplateSpec: ({ spec }) =>
    field(spec, 'manualSelector') === true
      ? {
          at: 'spec.manualSelector',
          want: 'must not be set for the Jobs of a CronJob',
          write: 'leave it and selector out',
        }
      : field(spec, 'completionMode') === 'Indexed' && !isSet(field(spec, 'completions'))
        ? missingCompletions('spec.')
        : undefined,
  PodFailurePolicyRule: (rule) => {
    const conditions = listField(rule, 'onPodConditions').length === 0 ? undefined : rule.onPodConditions;
    return exactlyOne(
      'onExitCodes or onPodConditions',
      'onExitCodes',
      'onPodConditions',
    )({
      onExitCodes: rule.onExitCodes,
      onPodConditions: conditions,
    });
  },
  PersistentVolumeClaimTemplate: ({ metadata }) => {
    const own = ['name', 'generateName', 'finalizers', 'ownerReferences'].find((it) => isSet(field(metadata, it)));
    return own === undefined
      ? undefined
      : { at: `metadata.${own}`, want: 'must not be set, for the claim is named after its pod', write: 'leave it out' };
  },
  PodFailurePolicyOnExitCodesRequirement: ({ operator, values }) => {
    const codes = listField({ values }, 'values').map(Number);
    if (operator === 'In' && codes.includes(0))
      return { at: 'values', want: 'must not hold 0 with operator "In"', got: quoted(values), write: 'leave it out' };
    const isAscending = codes.every((code, index) => index === 0 || code >= (codes[index - 1] ?? 0));
    return isAscending
      ? undefined
      : { at: 'values', want: 'must be in ascending order', got: quoted(values), write: 'order them' };
  },
  SuccessPolicyRule: ({ succeededIndexes }) =>
    typeof succeededIndexes === 'string' && !/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(succeededIndexes)
      ? {
          at: 'succeededIndexes',
          want: 'must be indexes and ranges of them',
          got: quoted(succeededIndexes),
          write: 'write some such as "0,2-4"',
        }
      : undefined,
  PodSpec: anyOf(
    podConflict,
    ({ dnsPolicy, dnsConfig }) =>
      dnsPolicy === 'None' && listField(dnsConfig, 'nameservers').length === 0
        ? {
            at: 'dnsConfig.nameservers',
            want: 'must be set with dnsPolicy "None"',
            got: 'none',
            write: 'write one such as "10.96.0.10"',
          }
        : undefined,
    systemConflict,
  ),
  SecurityContext: ({ privileged, allowPrivilegeEscalation, capabilities }) => {
    const isAdmin = listField(capabilities, 'add').includes('CAP_SYS_ADMIN');
    if (allowPrivilegeEscalation !== false || !(privileged === true || isAdmin)) return undefined;
    return {
      at: 'allowPrivilegeEscalation',
      want: `must not be false with ${isAdmin ? 'CAP_SYS_ADMIN' : 'privileged: true'}`,
      got: 'false',
      write: 'leave one of them out',
    };
  },
  Container: containerConflict,
  ObjectFieldSelector: ({ fieldPath, apiVersion }) => {
    if (typeof apiVersion === 'string' && apiVersion !== '' && apiVersion !== 'v1')
      return { at: 'apiVersion', want: 'must be v1', got: quoted(apiVersion), write: 'leave it out' };
    return typeof fieldPath !== 'string' || fieldPath === '' ? undefined : podFieldFault(fieldPath);
  },
};

function isZero(amount: unknown): boolean {
  return /^0%?$/.test(String(amount));
}

/** The API server writes the selector of a Job, with a label of its own; one that it has written may be in a copy. */
function selectorConflict({ selector, manualSelector }: Fields): ConflictFault | undefined {
  const isWritten = ['batch.kubernetes.io/controller-uid', 'controller-uid'].some((label) =>
    isSet(field(selector, 'matchLabels', label)),
  );
  return isSet(selector) && manualSelector !== true && !isWritten
    ? { at: 'selector', want: 'must not be set, for the API server writes it', write: 'leave it out' }
    : undefined;
}

function missingCompletions(place: string): ConflictFault {
  return {
    at: `${place}completions`,
    want: 'must be set with completionMode "Indexed"',
    got: 'none',
    write: 'write how many',
  };
}

function restartConflict(job: Fields, beside: string): ConflictFault | undefined {
  const restart = field(job, 'template', 'spec', 'restartPolicy');
  return restart === 'Never'
    ? undefined
    : {
        at: 'template.spec.restartPolicy',
        want: `must be Never beside ${beside}`,
        got: quoted(restart ?? 'none'),
        write: 'write Never',
      };
}

function failurePolicyConflict(job: Fields): ConflictFault | undefined {
  const policy = job.podFailurePolicy;
  if (!isSet(policy)) return undefined;
  const replacement = job.podReplacementPolicy;
  if (replacement === 'TerminatingOrFailed')
    return {
      at: 'podReplacementPolicy',
      want: 'must be Failed beside a podFailurePolicy',
      got: quoted(replacement),
      write: 'leave it out',
    };
  const restart = restartConflict(job, 'a podFailurePolicy');
  if (restart !== undefined) return restart;
  const pod = field(job, 'template', 'spec');
  const names = ['initContainers', 'containers'].flatMap((list) => listField(pod, list).map((it) => field(it, 'name')));
  for (const [index, rule] of listField(policy, 'rules').entries()) {
    const at = `podFailurePolicy.rules[${index}]`;
    const name = field(rule, 'onExitCodes', 'containerName');
    if (isSet(name) && !names.includes(name))
      return {
        at: `${at}.onExitCodes.containerName`,
        want: 'must be a container of the pod',
        got: quoted(name),
        write: `write ${quoted(names[0])}`,
      };
    if (field(rule, 'action') === 'FailIndex' && !isSet(job.backoffLimitPerIndex))
      return {
        at: `${at}.action`,
        want: 'must come with backoffLimitPerIndex',
        got: '"FailIndex"',
        write: 'write FailJob',
      };
  }
  return undefined;
}

function podConflict(pod: Fields): ConflictFault | undefined {
  const unmasked = listField(pod, 'containers').find((it) => field(it, 'securityContext', 'procMount') === 'Unmasked');
  if (unmasked !== undefined && pod.hostUsers !== false)
    return {
      at: 'hostUsers',
      want: 'must be false with procMount Unmasked',
      got: quoted(pod.hostUsers ?? 'none'),
      write: 'write hostUsers: false, or leave procMount out',
    };
  if (pod.hostNetwork !== true) return undefined;
  const networked = listField(pod, 'securityContext', 'sysctls').find((it) =>
    String(field(it, 'name')).startsWith('net.'),
  );
  if (networked !== undefined)
    return {
      at: 'securityContext.sysctls',
      want: 'must not hold net.* with hostNetwork',
      got: quoted(field(networked, 'name')),
      write: 'leave it out',
    };
  for (const container of listField(pod, 'containers')) {
    for (const port of listField(container, 'ports')) {
      const [own, host] = [field(port, 'containerPort'), field(port, 'hostPort') ?? 0];
      if (host !== 0 && host !== own)
        return {
          at: `containers[${quoted(field(container, 'name'))}].ports`,
          want: 'must have a hostPort that is the containerPort with hostNetwork',
          got: quoted(host),
          write: 'leave hostPort out',
        };
    }
  }
  return undefined;
}

function containerConflict(container: Fields): ConflictFault | undefined {
  const isPrivileged = field(container, 'securityContext', 'privileged') === true;
  const shared = listField(container, 'volumeMounts').some((it) => field(it, 'mountPropagation') === 'Bidirectional');
  return shared && !isPrivileged
    ? {
        at: 'volumeMounts',
        want: 'must not have the mountPropagation Bidirectional in a container that is not privileged',
        write: 'write HostToContainer',
      }
    : undefined;
}
