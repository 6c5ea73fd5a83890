import { Findings } from '../findings/findings';
import { Problem, quoted } from '../findings/problem';
import { DecidedTarget } from '../network/peers';
import { tcpPort } from '../network/network-port';
import { object } from '../props/object';
import { string } from '../props/scalar';
import { Decided, named, optional, PropsOf } from '../props/schema';
import { union } from '../props/union';

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

const identity = union([awsIdentity, gcpIdentity, azureIdentity]);

/** A workload identity of AWS, Google Cloud or Azure. */
export type WorkloadIdentity = PropsOf<typeof identity>;

/** The prop of an identity of the cloud. */
export const cloudIdentity = object({
  /** The identity of the cloud that the pods act as. @default - none */
  workloadIdentity: optional(named<WorkloadIdentity>(identity)),
});

/** The annotations of a ServiceAccount by which a cloud gives its pods an identity. */
export const identityKeys = {
  aws: 'eks.amazonaws.com/role-arn',
  gcp: 'iam.gke.io/gcp-service-account',
  azure: 'azure.workload.identity/client-id',
} as const;

/** Returns the annotations that bind the ServiceAccount to the cloud's identity. */
export function identityAnnotations(identity: WorkloadIdentity | undefined): Record<string, string> {
  if (identity === undefined) return {};
  if ('aws' in identity) return { [identityKeys.aws]: identity.aws.roleArn };
  if ('gcp' in identity) return { [identityKeys.gcp]: identity.gcp.serviceAccount };
  return { [identityKeys.azure]: identity.azure.clientId };
}

/** Returns the labels of pods that a cloud gives a token to. */
export function identityPodLabels(identity: WorkloadIdentity | undefined): Record<string, string> {
  return identity !== undefined && 'azure' in identity ? { 'azure.workload.identity/use': 'true' } : {};
}

/** Returns the cloud of an identity for a message. */
export function shownIdentity(identity: WorkloadIdentity): string {
  return Object.keys(identity).map(quoted).join(', ');
}

/**
 * The metadata server of GKE's nodes, which `internet` leaves out. By Calico a NetworkPolicy sees its own address and port, by Dataplane V2
 * those that pods connect to.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/network-policy
 */
export const metadataServer: readonly DecidedTarget[] = [
  { cidr: '169.254.169.252/32', ports: [tcpPort(988)] },
  { cidr: '169.254.169.254/32', ports: [tcpPort(80)] },
];

/** Returns the targets that pods get the identity's tokens from. */
export function identityTargets(identity: WorkloadIdentity | undefined): readonly DecidedTarget[] {
  return identity !== undefined && 'gcp' in identity ? metadataServer : [];
}

/** Reports an identity of the cloud for a ServiceAccount that exists. */
export function checkIdentity(
  findings: Findings,
  { props }: { readonly props: Decided<typeof cloudIdentity> & { readonly serviceAccountName?: string } },
): void {
  const { serviceAccountName, workloadIdentity } = props;
  if (serviceAccountName === undefined || workloadIdentity === undefined) return;
  const want = `must be left out, for the annotations of ServiceAccount ${quoted(serviceAccountName)} say it`;
  findings.add('workloadIdentity', { code: 'conflict', want, write: 'write them there' });
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
