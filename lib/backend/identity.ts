import { k8s } from '../../imports/k8s';
import { Findings, shown } from '../values/findings';
import { integerProblem } from '../values/numbers';
import { restrictedPod } from '../values/security-context';

export interface IdentityProps {
  /**
   * The user, group and file system group that the containers run as, from 1; `assigned` states none, for platforms that assign them
   * (OpenShift).
   * @default 10001
   */
  readonly userId?: number | 'assigned';
  /**
   * The cloud's identity that the pods act as.
   * @default - none
   */
  readonly cloudIdentity?: CloudIdentity;
  /**
   * What the pods may do with the Kubernetes API, in the words of a Role of their namespace. With it they get a token.
   * @default - nothing, and no token
   */
  readonly apiAccess?: readonly ApiAccess[];
}

/** A workload identity of AWS (an IAM role for service accounts), Google Cloud or Azure. */
export type CloudIdentity =
  | { readonly aws: { readonly roleArn: string } }
  | { readonly gcp: { readonly serviceAccount: string } }
  | { readonly azure: { readonly clientId: string } };

export interface ApiAccess {
  /** The API groups; the core group is the empty string. */
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  /** The verbs, each stated: `*` is refused. */
  readonly verbs: readonly string[];
  /**
   * The objects' names.
   * @default - all
   */
  readonly resourceNames?: readonly string[];
}

/** The pod's security context: Pod Security `restricted`. */
export function podSecurity(userId: number | 'assigned'): k8s.PodSecurityContext {
  if (userId !== 'assigned') return restrictedPod(userId);
  return { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
}

/** The annotations by which a cloud knows the ServiceAccount. */
export function identityAnnotations(identity: CloudIdentity | undefined): Record<string, string> {
  if (identity === undefined) return {};
  if ('aws' in identity) return { 'eks.amazonaws.com/role-arn': identity.aws.roleArn };
  if ('gcp' in identity) return { 'iam.gke.io/gcp-service-account': identity.gcp.serviceAccount };
  return { 'azure.workload.identity/client-id': identity.azure.clientId };
}

/** The labels by which a cloud knows the pods. */
export function identityPodLabels(identity: CloudIdentity | undefined): Record<string, string> {
  return identity !== undefined && 'azure' in identity ? { 'azure.workload.identity/use': 'true' } : {};
}

/** The Role's rules. */
export function roleRules(access: readonly ApiAccess[]): k8s.PolicyRule[] {
  return access.map(({ apiGroups, resources, verbs, resourceNames }) => ({
    apiGroups: [...apiGroups],
    resources: [...resources],
    verbs: [...verbs],
    ...(resourceNames === undefined ? {} : { resourceNames: [...resourceNames] }),
  }));
}

/** Reports identities that the clouds would not find, and rights that are not stated one by one. */
export function checkIdentity(findings: Findings, props: IdentityProps): void {
  if (props.userId !== 'assigned') findings.add('userId', integerProblem(props.userId ?? 10001, 1, 2147483647));
  if (props.cloudIdentity !== undefined) checkCloudIdentity(findings, props.cloudIdentity);
  for (const { apiGroups, resources, verbs } of props.apiAccess ?? []) {
    for (const [name, values] of Object.entries({ apiGroups, resources, verbs })) {
      const subject = `apiAccess.${name}`;
      if (values.length === 0) findings.add(subject, 'must name at least one, got []');
      if (values.includes('*'))
        findings.add(subject, 'must be named one by one, got "*"; write what the application uses');
    }
  }
}

function checkCloudIdentity(findings: Findings, identity: CloudIdentity): void {
  if ('aws' in identity && !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(identity.aws.roleArn)) {
    findings.add(
      'cloudIdentity.aws.roleArn',
      `must be a role's ARN, got ${shown(identity.aws.roleArn)}; write "arn:aws:iam::123456789012:role/name"`,
    );
  }
  if ('gcp' in identity && !/^[^@\s]+@[^@\s]+\.iam\.gserviceaccount\.com$/.test(identity.gcp.serviceAccount)) {
    findings.add(
      'cloudIdentity.gcp.serviceAccount',
      `must be a service account's address, got ${shown(identity.gcp.serviceAccount)}; write "name@project.iam.gserviceaccount.com"`,
    );
  }
  if ('azure' in identity && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(identity.azure.clientId)) {
    findings.add(
      'cloudIdentity.azure.clientId',
      `must be a client id (a UUID), got ${shown(identity.azure.clientId)}; write the application's client id`,
    );
  }
}
