import { quoted } from '../../../findings/problem';
import { field, Fields, listField } from '../../manifest';
import { ConflictFault, isSet } from './exclusions';

const onlyLinux = {
  pod: ['hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace'],
  podContext: [
    ...[
      'appArmorProfile',
      'seLinuxOptions',
      'seccompProfile',
      'fsGroup',
      'fsGroupChangePolicy',
      'sysctls',
      'runAsUser',
    ],
    ...['runAsGroup', 'supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'],
  ],
  container: [
    ...[
      'appArmorProfile',
      'capabilities',
      'readOnlyRootFilesystem',
      'privileged',
      'allowPrivilegeEscalation',
      'procMount',
    ],
    ...['runAsUser', 'runAsGroup', 'seLinuxOptions', 'seccompProfile'],
  ],
};

/**
 * Returns the conflict of a field with the operating system that a pod states.
 * https://kubernetes.io/docs/concepts/windows/intro/
 */
export function systemConflict(pod: Fields): ConflictFault | undefined {
  const system = field(pod, 'os', 'name');
  if (system !== 'windows' && system !== 'linux') return undefined;
  const isWindows = system === 'windows';
  const contexts = ['initContainers', 'containers'].flatMap((list) =>
    listField(pod, list).map((container) => ({
      at: `${list}[${quoted(field(container, 'name'))}].securityContext`,
      context: field(container, 'securityContext'),
      names: isWindows ? onlyLinux.container : ['windowsOptions'],
    })),
  );
  const places = [
    { at: '', context: pod, names: isWindows ? onlyLinux.pod : [] },
    {
      at: 'securityContext',
      context: pod.securityContext,
      names: isWindows ? onlyLinux.podContext : ['windowsOptions'],
    },
    ...contexts,
  ];
  for (const { at, context, names } of places) {
    const name = names.find((each) => isSet(field(context, each)));
    if (name === undefined) continue;
    return {
      at: at === '' ? name : `${at}.${name}`,
      want: `must not be set in a pod of ${isWindows ? 'Windows' : 'Linux'}`,
      write: 'leave it out',
    };
  }
  return undefined;
}
