import type * as k8s from '../../imports/k8s';
import { IgnoredChecks } from './metadata';

/** Returns the pod's security context that Pod Security `restricted` asks for, with one id for user and group. */
export function restrictedPod(id: number | 'assigned'): k8s.PodSecurityContext {
  const ids = id === 'assigned' ? {} : { runAsUser: id, runAsGroup: id };
  return { runAsNonRoot: true, ...ids, seccompProfile: { type: 'RuntimeDefault' } };
}

/**
 * Returns the volumes of a pod, and its security context with their group, if one of them needs a group: everybody may write to an
 * `emptyDir`, and read a ConfigMap and what is projected.
 */
export function withVolumes(
  securityContext: k8s.PodSecurityContext,
  volumes: k8s.Volume[],
): Pick<k8s.PodSpec, 'securityContext' | 'volumes'> {
  const { runAsUser } = securityContext;
  const needsGroup = volumes.some(({ emptyDir, configMap, projected }) => !(emptyDir ?? configMap ?? projected));
  if (runAsUser === undefined || !needsGroup) return { securityContext, volumes };
  const group = { fsGroup: runAsUser, fsGroupChangePolicy: 'OnRootMismatch' };
  return { securityContext: { ...securityContext, ...group }, volumes };
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
