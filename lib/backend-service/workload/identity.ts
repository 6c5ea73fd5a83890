import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { podIdentity } from '../../pods/pod-identity';
import { restrictedPod } from '../../pods/security-context';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { NamedPorts } from './ports';

const awsIdentity = object({
  /** An IAM role for service accounts. */
  aws: object({
    /** The ARN of the role. */
    roleArn: string({ check: roleProblem }),
  }),
});

const gcpIdentity = object({
  /** A Google service account. */
  gcp: object({
    /** The address of the service account. */
    serviceAccount: string({ check: serviceAccountProblem }),
  }),
});

const azureIdentity = object({
  /** A Microsoft Entra application or a managed identity. */
  azure: object({
    /** The client id, a UUID. */
    clientId: string({ check: clientIdProblem }),
  }),
});

const workloadIdentity = union([awsIdentity, gcpIdentity, azureIdentity]);

/** A workload identity of AWS, Google Cloud or Azure. */
export type WorkloadIdentity = PropsOf<typeof workloadIdentity>;

const oneByOne = array(string(), { check: oneByOneProblem });

const access = object({
  /** The API groups; the core group is the empty string. */
  apiGroups: oneByOne,
  /** The resources, such as `pods` or `configmaps`. */
  resources: oneByOne,
  /** The verbs, such as `get` or `watch`. */
  verbs: oneByOne,
  /** The names of the objects. @default - all */
  resourceNames: optional(array(string())),
});

/** A rule of a Role, without `*`. */
export interface RbacRule extends PropsOf<typeof access>, Props {}

/** The props of the pods' identity. */
export const identity = object({
  ...podIdentity.entries,
  /** The identity of the cloud that the pods act as. @default - none */
  workloadIdentity: optional(named<WorkloadIdentity>(workloadIdentity)),
  /**
   * The rights of the pods with the Kubernetes API, as the rules of a Role of their namespace. With it they get a token.
   * @default - no rights, and no token
   */
  rbacRules: optional(array(named<RbacRule>(access))),
});

/** The user that a backend runs as by default. */
export const backendUser = 10001;

/** The props of the pods' identity with every default decided. */
export interface DecidedIdentity extends Decided<typeof identity> {}

/**
 * Returns the pod's security context. A user that is not root may listen on ports below 1024 if a sysctl allows it, which not every
 * container runtime sets by itself.
 */
export function backendSecurity(
  { runAsUser = backendUser }: DecidedIdentity,
  ports: NamedPorts,
): k8s.PodSecurityContext {
  const least = Math.min(...Object.values(ports).map(({ port }) => port));
  return {
    ...restrictedPod(runAsUser),
    sysctls: least < 1024 ? [{ name: 'net.ipv4.ip_unprivileged_port_start', value: String(least) }] : undefined,
  };
}

/** Returns the annotations that bind the ServiceAccount to the cloud's identity. */
export function identityAnnotations(identity: WorkloadIdentity | undefined): Record<string, string> {
  if (identity === undefined) return {};
  if ('aws' in identity) return { 'eks.amazonaws.com/role-arn': identity.aws.roleArn };
  if ('gcp' in identity) return { 'iam.gke.io/gcp-service-account': identity.gcp.serviceAccount };
  return { 'azure.workload.identity/client-id': identity.azure.clientId };
}

/** Returns the labels of pods that a cloud gives a token to. */
export function identityPodLabels(identity: WorkloadIdentity | undefined): Record<string, string> {
  return identity !== undefined && 'azure' in identity ? { 'azure.workload.identity/use': 'true' } : {};
}

/** Reports an identity of the cloud for a ServiceAccount that exists. */
export function checkIdentity(findings: Findings, { props }: { readonly props: DecidedIdentity }): void {
  const { serviceAccountName, workloadIdentity } = props;
  if (serviceAccountName === undefined || workloadIdentity === undefined) return;
  const want = `must be left out, for the annotations of ServiceAccount ${quoted(serviceAccountName)} say it`;
  findings.add('workloadIdentity', { code: 'conflict', want, write: 'write them there' });
}

function oneByOneProblem(values: readonly string[]): Problem | undefined {
  const write = 'write what the application uses';
  if (values.length === 0) return { code: 'out-of-range', want: 'must name at least one', got: '[]', write };
  if (!values.includes('*')) return undefined;
  return { code: 'unsupported', want: 'must be named one by one', got: '"*"', write };
}

function roleProblem(arn: string): Problem | undefined {
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(arn)) return undefined;
  const write = 'write "arn:aws:iam::123456789012:role/name"';
  return { code: 'invalid-format', want: "must be a role's ARN", got: quoted(arn), write };
}

function serviceAccountProblem(address: string): Problem | undefined {
  if (/^[^@\s]+@[^@\s]+\.iam\.gserviceaccount\.com$/.test(address)) return undefined;
  const write = 'write "name@project.iam.gserviceaccount.com"';
  return { code: 'invalid-format', want: "must be a service account's address", got: quoted(address), write };
}

function clientIdProblem(id: string): Problem | undefined {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  const write = "write the application's client id";
  return { code: 'invalid-format', want: 'must be a client id (a UUID)', got: quoted(id), write };
}
