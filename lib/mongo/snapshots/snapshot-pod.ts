import type * as k8s from '../../../imports/k8s';
import { NetworkEndpoint } from '../../network/endpoint';
import { ClusterDns, dnsEgress } from '../../network/dns';
import { endpointEgress } from '../../network/network-peers';
import { containerResources, ContainerResources } from '../../kubernetes/resources';
import { restrictedContainer } from '../../pods/security-context';
import { targetRules } from '../../network/peers';
import { Pods } from '../../pods/pods';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { jobDirectory } from '../agent/contract';
import { credentialsVolume, jobCommand, jobPodMetadata } from '../backup/backup-pod';
import { backupPaths } from '../backup/backup-storage';
import { apiServerEgress, DecidedApiServerAccess } from '../members/address-access';
import { rbacRules } from '../replica-set/pod';
import { connectionFileMounts } from '../tls/tls-files';

/** The parts of a MongoSnapshots that its objects have. */
export interface Snapshots {
  readonly pods: Pods;
  readonly image: string;
  readonly endpoint: NetworkEndpoint;
  /** The files of a connection to the set. */
  readonly files: Readonly<Record<string, SecretKey>>;
  readonly user: Pick<SecretRef, 'name'>;
  readonly apiServer: DecidedApiServerAccess;
  /** Undefined for the DNS servers of most clusters. */
  readonly dns?: ClusterDns;
}

const resources: ContainerResources = {
  requests: { cpu: '50m', memory: '192Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
};

/** Returns the pod of a run: one program by the image's mongosh, with a token for the API server. */
export function snapshotPodTemplate({ pods, image, endpoint, files, user }: Snapshots): k8s.PodTemplateSpec {
  const connection = connectionFileMounts(files);
  return {
    metadata: jobPodMetadata(pods, endpoint),
    spec: {
      ...pods.spec,
      restartPolicy: 'Never',
      containers: [
        {
          name: 'snapshot',
          image,
          imagePullPolicy: 'Always',
          command: jobCommand('snapshot'),
          env: [{ name: 'HOME', value: backupPaths.run }],
          resources: containerResources(resources),
          securityContext: restrictedContainer(),
          volumeMounts: [
            { name: 'files', mountPath: jobDirectory, readOnly: true },
            { name: 'user', mountPath: backupPaths.user, readOnly: true },
            ...connection.mounts,
            { name: 'run', mountPath: backupPaths.run },
            rbacRules.mount,
          ],
        },
      ],
      volumes: [
        { name: 'files', configMap: { name: `${pods.metadata.name ?? ''}-files`, defaultMode: 0o444 } },
        credentialsVolume(user),
        ...connection.volumes,
        { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
        rbacRules.volume,
      ],
    },
  };
}

/** Returns egress to DNS, the set's members, the API server and the targets; no ingress. */
export function snapshotNetworkPolicySpec({ pods, endpoint, apiServer, dns }: Snapshots): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: pods.selector },
    policyTypes: ['Ingress', 'Egress'],
    egress: [dnsEgress(dns), endpointEgress(endpoint), apiServerEgress(apiServer), ...targetRules(pods.targets)],
  };
}

/** The rights of a run: to create VolumeSnapshots and to delete them, in its namespace. */
export const snapshotRules: k8s.PolicyRule[] = [
  {
    apiGroups: ['snapshot.storage.k8s.io'],
    resources: ['volumesnapshots'],
    verbs: ['create', 'get', 'list', 'delete'],
  },
];
