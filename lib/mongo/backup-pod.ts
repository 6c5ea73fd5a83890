import { k8s } from '../../imports/k8s';
import { Endpoint } from '../values/endpoint';
import { dnsEgress, endpointEgress } from '../values/network-peers';
import { quantity } from '../values/quantity';
import { containerResources, Resources } from '../values/resources';
import { restrictedContainer, restrictedPod } from '../values/security-context';
import { SecretRef } from '../secret-ref';
import { mongodbUser } from './pod';
import { MongoVolume } from './storage';

type Labels = Readonly<Record<string, string>>;

/** A MongoBackup's props with every default decided, as far as its Jobs need them. */
export interface Backup {
  readonly name: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly image: string;
  readonly endpoint: Endpoint;
  /** The claim of the dumps. */
  readonly claim: string;
  readonly resources: Resources;
}

/** Where the Jobs' container finds what is mounted for it. */
export const backupPaths = { dumps: '/dumps', credentials: '/etc/user', run: '/run/backup' } as const;

/** The pod of a run: the function `run` of a file of `lib/mongo-agent`, by the image's mongosh. */
export function backupPodTemplate(backup: Backup, program: 'backup' | 'restore', user: SecretRef): k8s.PodTemplateSpec {
  return {
    metadata: { labels: { ...backup.labels, ...backup.endpoint.clientLabels } },
    spec: {
      serviceAccountName: backup.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never',
      securityContext: restrictedPod(mongodbUser),
      containers: [
        {
          name: program,
          image: backup.image,
          imagePullPolicy: 'Always',
          command: ['mongosh', '--nodb', '--norc', '--quiet', '--eval', `require('/backup/${program}.js').run(Mongo)`],
          env: [{ name: 'HOME', value: backupPaths.run }],
          resources: containerResources(backup.resources),
          securityContext: restrictedContainer(),
          volumeMounts: [
            { name: 'files', mountPath: '/backup', readOnly: true },
            { name: 'dumps', mountPath: backupPaths.dumps },
            { name: 'user', mountPath: backupPaths.credentials, readOnly: true },
            { name: 'run', mountPath: backupPaths.run },
          ],
        },
      ],
      volumes: [
        { name: 'files', configMap: { name: `${backup.name}-files`, defaultMode: 0o444 } },
        { name: 'dumps', persistentVolumeClaim: { claimName: backup.claim } },
        { name: 'user', secret: { secretName: user.name, defaultMode: 0o440, items: userItems } },
        { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('8Mi') } },
      ],
    },
  };
}

/** The claim of the dumps, which outlive the set and its volumes. */
export function dumpsClaimSpec({ size, className }: MongoVolume): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: ['ReadWriteOnce'],
    ...(className === undefined ? {} : { storageClassName: className }),
    volumeMode: 'Filesystem',
    resources: { requests: { storage: quantity(size) } },
  };
}

/** Out to DNS and to the set's members, in nobody. */
export function backupNetworkPolicySpec({ selector, endpoint }: Backup): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: selector },
    policyTypes: ['Ingress', 'Egress'],
    egress: [dnsEgress(), endpointEgress(endpoint)],
  };
}

const userItems = ['username', 'password'].map((key) => ({ key, path: key }));
