import type * as k8s from '../../imports/k8s';
import { IgnoredChecks } from './metadata';

/** Returns the pod's security context that Pod Security `restricted` asks for, with one id for user, group and volumes. */
export function restrictedPod(id: number | 'assigned'): k8s.PodSecurityContext {
  const ids = id === 'assigned' ? {} : { runAsUser: id, runAsGroup: id, fsGroup: id };
  return {
    runAsNonRoot: true,
    ...ids,
    fsGroupChangePolicy: id === 'assigned' ? undefined : 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Returns the container security context that Pod Security `restricted` asks for, with a read-only root file system. */
export function restrictedContainer(): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
  };
}

/** Returns the exemption of pods from kube-score's check of their user, which asks for a number above 10000. */
export function userExemption(id: number | 'assigned'): IgnoredChecks {
  const reason = id === 'assigned' ? 'the platform assigns the user' : `the program runs as user ${id} by intention`;
  return typeof id === 'number' && id > 10000 ? {} : { 'kube-score/container-security-context-user-group-id': reason };
}
