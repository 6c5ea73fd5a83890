import { field } from '../../manifests/manifest';
import { Defaults, sameDefault, serverOwned } from './defaults';

// pkg/apis/core/v1/defaults.go and the zero values that are not stored. Fields that are pointers in Go, such as enableServiceLinks,
// automountServiceAccountToken or a container's securityContext, have no default in a template: written out, they restart its pods.

const handler: Defaults = { httpGet: { path: '/', scheme: 'HTTP' } };
const probe: Defaults = {
  ...handler,
  grpc: { service: '' },
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};
const container: Defaults = {
  ...sameDefault(false, 'stdin', 'stdinOnce', 'tty'),
  ...sameDefault(probe, 'livenessProbe', 'readinessProbe', 'startupProbe'),
  imagePullPolicy: ({ image }) => pullPolicy(image),
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  resources: { limits: {}, requests: {} },
  workingDir: '',
  // Not there is not the same as empty.
  lifecycle: ({ lifecycle }) =>
    Object.keys(lifecycle ?? {}).length > 0 ? sameDefault(handler, 'preStop', 'postStart') : undefined,
  ports: { protocol: 'TCP', name: '', hostIP: '', hostPort: 0 },
  env: {
    value: '',
    valueFrom: { fieldRef: { apiVersion: 'v1' }, resourceFieldRef: { divisor: '0', containerName: '' } },
  },
  volumeMounts: { readOnly: false, subPath: '', subPathExpr: '' },
};
const items: Defaults = { items: { fieldRef: { apiVersion: 'v1' }, resourceFieldRef: { divisor: '0' } } };
const claimSpec: Defaults = { volumeMode: 'Filesystem' };
const volume: Defaults = {
  ...sameDefault({ ...items, defaultMode: 0o644 }, 'configMap', 'secret', 'downwardAPI'),
  ...sameDefault({ readOnly: false }, 'persistentVolumeClaim', 'nfs', 'azureFile'),
  ...sameDefault({ readOnly: false, partition: 0 }, 'awsElasticBlockStore', 'gcePersistentDisk'),
  // A volume without any source is an empty directory.
  emptyDir: (owner) =>
    Object.keys(owner).every((key) => key === 'name' || key === 'emptyDir') ? { medium: '' } : undefined,
  projected: {
    defaultMode: 0o644,
    sources: { downwardAPI: items, serviceAccountToken: { expirationSeconds: 3600, audience: '' } },
  },
  hostPath: { type: '' },
  ephemeral: { volumeClaimTemplate: { metadata: {}, spec: claimSpec } },
  image: { pullPolicy: ({ reference }) => pullPolicy(reference) },
  iscsi: { iscsiInterface: 'default', readOnly: false },
  rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring', readOnly: false },
  azureDisk: { cachingMode: 'ReadWrite', fsType: 'ext4', kind: 'Shared', readOnly: false },
};

/** The fields of a pod's `spec` in a template. */
export const podSpecDefaults: Defaults = {
  ...sameDefault('', 'hostname', 'subdomain', 'nodeName', 'priorityClassName'),
  ...sameDefault(false, 'hostNetwork', 'hostPID', 'hostIPC'),
  ...sameDefault(container, 'containers', 'initContainers'),
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  securityContext: {},
  // The first is the old name of the second.
  serviceAccount: ({ serviceAccountName = '' }) => serviceAccountName,
  serviceAccountName: ({ serviceAccount = '' }) => serviceAccount,
  volumes: volume,
};

/** The fields of a bare Pod's `spec`, which admission fills in too. */
export const barePodSpecDefaults: Defaults = {
  ...podSpecDefaults,
  enableServiceLinks: true,
  preemptionPolicy: 'PreemptLowerPriority',
  priority: serverOwned,
  serviceAccountName: 'default',
  containers: {
    ...container,
    resources: ({ resources }) => ({ limits: {}, requests: field(resources, 'limits') ?? {} }),
  },
};

/** A pod template. */
export const podTemplateDefaults: Defaults = { metadata: { creationTimestamp: serverOwned }, spec: podSpecDefaults };

/** A claim in a StatefulSet's `volumeClaimTemplates`. */
export const claimTemplateDefaults: Defaults = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { creationTimestamp: serverOwned },
  spec: claimSpec,
  status: serverOwned,
};

/** `Always` for an image without a tag or a digest, and for the tag `latest`. */
function pullPolicy(image: unknown): string | undefined {
  if (typeof image !== 'string') return undefined;
  const [, tag, digest] = /^.*?(?::([^/@]*))?(@.*)?$/s.exec(image) ?? [];
  return tag === 'latest' || (tag === undefined && digest === undefined) ? 'Always' : 'IfNotPresent';
}
