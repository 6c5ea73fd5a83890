import type * as k8s from '../../imports/k8s';
import { Findings } from '../findings/findings';
import { dnsSubdomainProblem } from '../kubernetes/names';
import { integerProblem } from '../props/number';
import { restrictedPod } from './security-context';
import { optional, scalar, Shapes, text } from '../props/shape';

/** The user and the ServiceAccount of pods. */
export interface PodIdentityProps {
  /**
   * The user, group and file system group that the containers run as, from 1; `assigned` states none, for platforms that assign them
   * (OpenShift).
   * @default - 10001 for a BackendService, 999 for MongoDB, which is the user of its official image
   */
  readonly userId?: number | 'assigned';
  /**
   * A ServiceAccount that exists, in the place of the construct's own.
   * @default - the construct's own
   */
  readonly existingServiceAccount?: string;
}

export const podIdentityShapes: Shapes<PodIdentityProps> = { userId: scalar, existingServiceAccount: optional(text) };

/** The pod's security context: Pod Security `restricted`, with the platform's user where it assigns one. */
export function podSecurity(userId: number | 'assigned'): k8s.PodSecurityContext {
  return userId === 'assigned'
    ? { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }
    : restrictedPod(userId);
}

/** Reports users and names that cannot be. */
export function checkPodIdentity(findings: Findings, { userId, existingServiceAccount }: PodIdentityProps): void {
  if (userId !== undefined && userId !== 'assigned') findings.add('userId', integerProblem(userId, 1, 2147483647));
  if (existingServiceAccount !== undefined)
    findings.add('existingServiceAccount', dnsSubdomainProblem(existingServiceAccount));
}
