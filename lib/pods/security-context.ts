import type * as k8s from '../../imports/k8s';

/** Returns the pod security context that Pod Security `restricted` asks for, with one id for user, group and volumes. */
export function restrictedPod(id: number): k8s.PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: id,
    runAsGroup: id,
    fsGroup: id,
    fsGroupChangePolicy: 'OnRootMismatch',
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
