import type * as k8s from '../../../imports/k8s';
import { Findings, shown } from '../../findings/findings';
import { either, listOf, optional, record, Shapes, text } from '../../props/shape';
import { PodIdentityProps, podIdentityShapes, podSecurity } from '../../pods/pod-identity';

export interface IdentityProps extends PodIdentityProps {
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

export const identityShapes: Shapes<IdentityProps> = {
  ...podIdentityShapes,
  cloudIdentity: optional(
    either(
      record({ aws: record({ roleArn: text }) }),
      record({ gcp: record({ serviceAccount: text }) }),
      record({ azure: record({ clientId: text }) }),
    ),
  ),
  apiAccess: optional(
    listOf(
      record<ApiAccess>({
        apiGroups: listOf(text),
        resources: listOf(text),
        verbs: listOf(text),
        resourceNames: optional(listOf(text)),
      }),
    ),
  ),
};

/**
 * The pod's security context. A user that is not root may listen on ports below 1024 where the kernel is told so, which not every
 * container runtime does by itself.
 */
export function backendSecurity(
  { userId = 10001 }: IdentityProps,
  ports: Readonly<Record<string, number>>,
): k8s.PodSecurityContext {
  const least = Math.min(...Object.values(ports));
  return {
    ...podSecurity(userId),
    ...(least < 1024 ? { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: String(least) }] } : {}),
  };
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
  if (props.cloudIdentity !== undefined) checkCloudIdentity(findings, props.cloudIdentity);
  if (props.existingServiceAccount !== undefined && props.cloudIdentity !== undefined) {
    const name = shown(props.existingServiceAccount);
    findings.add('cloudIdentity', {
      code: 'conflict',
      want: `must be left out, for the annotations of ServiceAccount ${name} say it`,
      write: 'write them there',
    });
  }
  for (const { apiGroups, resources, verbs } of props.apiAccess ?? []) {
    for (const [name, values] of Object.entries({ apiGroups, resources, verbs })) {
      const subject = `apiAccess.${name}`;
      if (values.length === 0)
        findings.add(subject, {
          code: 'out-of-range',
          want: 'must name at least one',
          got: '[]',
          write: 'write what the application uses',
        });
      if (values.includes('*'))
        findings.add(subject, {
          code: 'invalid-value',
          want: 'must be named one by one',
          got: '"*"',
          write: 'write what the application uses',
        });
    }
  }
}

function checkCloudIdentity(findings: Findings, identity: CloudIdentity): void {
  if ('aws' in identity && !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(identity.aws.roleArn)) {
    findings.add('cloudIdentity.aws.roleArn', {
      code: 'invalid-value',
      want: "must be a role's ARN",
      got: shown(identity.aws.roleArn),
      write: 'write "arn:aws:iam::123456789012:role/name"',
    });
  }
  if ('gcp' in identity && !/^[^@\s]+@[^@\s]+\.iam\.gserviceaccount\.com$/.test(identity.gcp.serviceAccount)) {
    findings.add('cloudIdentity.gcp.serviceAccount', {
      code: 'invalid-value',
      want: "must be a service account's address",
      got: shown(identity.gcp.serviceAccount),
      write: 'write "name@project.iam.gserviceaccount.com"',
    });
  }
  if ('azure' in identity && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(identity.azure.clientId)) {
    findings.add('cloudIdentity.azure.clientId', {
      code: 'invalid-value',
      want: 'must be a client id (a UUID)',
      got: shown(identity.azure.clientId),
      write: "write the application's client id",
    });
  }
}
