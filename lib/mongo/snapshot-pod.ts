import { k8s } from '../../imports/k8s';
import { Endpoint } from '../values/endpoint';
import { Dns, dnsEgress } from '../dns/dns';
import { endpointEgress } from '../values/network-peers';
import { containerResources, Resources } from '../values/resources';
import { restrictedContainer, restrictedPod } from '../values/security-context';
import { SecretKey, SecretRef } from '../secret-ref';
import { credentialsVolume } from './backup-pod';
import { backupPaths } from './backup-storage';
import { apiServerEgress } from './network-policy';
import { apiAccess, mongodbUser } from './pod';
import { ApiServerAccess } from './set';
import { connectionFileMounts } from './tls-files';

type Labels = Readonly<Record<string, string>>;

/** What a MongoSnapshots' objects are made of. */
export interface Snapshots {
  readonly name: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly image: string;
  readonly endpoint: Endpoint;
  /** What a connection to the set needs as files. */
  readonly files: Readonly<Record<string, SecretKey>>;
  readonly user: Pick<SecretRef, 'name'>;
  readonly apiServer: ApiServerAccess;
  /** Undefined: those of most clusters. */
  readonly dns?: Dns;
}

const resources: Resources = {
  requests: { cpu: '50m', memory: '192Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
};

/** The pod of a run: one program by the image's mongosh, with a token for the API server. */
export function snapshotPodTemplate({ name, labels, image, endpoint, files, user }: Snapshots): k8s.PodTemplateSpec {
  const connection = connectionFileMounts(files);
  return {
    metadata: { labels: { ...labels, ...endpoint.clientLabels } },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never',
      securityContext: restrictedPod(mongodbUser),
      containers: [
        {
          name: 'snapshot',
          image,
          imagePullPolicy: 'Always',
          command: ['mongosh', '--nodb', '--norc', '--quiet', '--eval', `require('/backup/snapshots.js').run(Mongo)`],
          env: [{ name: 'HOME', value: backupPaths.run }],
          resources: containerResources(resources),
          securityContext: restrictedContainer(),
          volumeMounts: [
            { name: 'files', mountPath: '/backup', readOnly: true },
            { name: 'user', mountPath: backupPaths.credentials, readOnly: true },
            ...connection.mounts,
            { name: 'run', mountPath: backupPaths.run },
            apiAccess.mount,
          ],
        },
      ],
      volumes: [
        { name: 'files', configMap: { name: `${name}-files`, defaultMode: 0o444 } },
        credentialsVolume(user),
        ...connection.volumes,
        { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('8Mi') } },
        apiAccess.volume,
      ],
    },
  };
}

/** Out to DNS, the set's members and the API server; in nobody. */
export function snapshotNetworkPolicySpec({ selector, endpoint, apiServer, dns }: Snapshots): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: selector },
    policyTypes: ['Ingress', 'Egress'],
    egress: [dnsEgress(dns), endpointEgress(endpoint), apiServerEgress(apiServer)],
  };
}

/** What a run may do: no more than to make snapshots and to remove them, in its namespace. */
export const snapshotRules: k8s.PolicyRule[] = [
  {
    apiGroups: ['snapshot.storage.k8s.io'],
    resources: ['volumesnapshots'],
    verbs: ['create', 'get', 'list', 'delete'],
  },
];
