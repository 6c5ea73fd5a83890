import type * as k8s from '../../imports/k8s';

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
