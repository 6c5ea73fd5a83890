import { field } from '../../manifests/fields';
import { Default, Defaults } from './defaults';

// pkg/apis/core/v1, autoscaling/v2, rbac/v1, storage/v1, scheduling/v1, admissionregistration/v1 and apiextensions/v1, each
// defaults.go.

type Owner = Readonly<Record<string, unknown>>;

const rbac = 'rbac.authorization.k8s.io';
const binding: Defaults = {
  roleRef: { apiGroup: rbac },
  subjects: { apiGroup: ({ kind }: Owner) => (kind === 'ServiceAccount' ? '' : rbac) },
};
const scaling = (policies: readonly object[], more: Defaults = {}): Defaults => ({
  selectPolicy: 'Max',
  policies: () => policies,
  ...more,
});
const webhook: Defaults = {
  clientConfig: { service: { port: 443 } },
  failurePolicy: 'Fail',
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  timeoutSeconds: 10,
  rules: { scope: '*' },
};
const matches: Defaults = {
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  resourceRules: { scope: '*' },
  excludeResourceRules: { scope: '*' },
};

/** The defaults of storage, scaling, rights, quotas and extensions by kind. */
export const clusterDefaults: Readonly<Record<string, Defaults>> = {
  Secret: {
    type: 'Opaque',
    // The API server stores stringData as data.
    data: ({ stringData }: Owner) => mapped(stringData, (text) => Buffer.from(text).toString('base64')),
    stringData: ({ data }: Owner) => mapped(data, (text) => Buffer.from(text, 'base64').toString()),
  },
  Namespace: {
    metadata: { labels: ({ name }: Owner): Default => ({ 'kubernetes.io/metadata.name': name }) },
    spec: { finalizers: ['kubernetes'] },
  },
  LimitRange: {
    spec: {
      limits: {
        default: ({ type, max }: Owner): Default => (type === 'Container' ? max : undefined),
        defaultRequest: ({ type, min, max, default: limit }: Owner): Default =>
          type === 'Container' ? { ...map(min), ...map(max), ...map(limit) } : undefined,
      },
    },
  },
  PersistentVolumeClaim: { spec: { volumeMode: 'Filesystem' } },
  PersistentVolume: {
    spec: {
      persistentVolumeReclaimPolicy: 'Retain',
      volumeMode: 'Filesystem',
      hostPath: { type: '' },
      nfs: { readOnly: false },
      iscsi: { iscsiInterface: 'default', readOnly: false },
    },
  },
  StorageClass: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  CSIDriver: {
    spec: {
      attachRequired: true,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      podInfoOnMount: false,
      requiresRepublish: false,
      seLinuxMount: false,
      storageCapacity: false,
      volumeLifecycleModes: ['Persistent'],
    },
  },
  HorizontalPodAutoscaler: {
    spec: {
      minReplicas: 1,
      metrics: ({ metrics }: Owner) =>
        metrics === undefined
          ? [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }]
          : undefined,
      behavior: {
        scaleUp: scaling(
          [
            { type: 'Pods', value: 4, periodSeconds: 15 },
            { type: 'Percent', value: 100, periodSeconds: 15 },
          ],
          { stabilizationWindowSeconds: 0 },
        ),
        scaleDown: scaling([{ type: 'Percent', value: 100, periodSeconds: 15 }]),
      },
    },
  },
  PriorityClass: { preemptionPolicy: 'PreemptLowerPriority', globalDefault: false, description: '' },
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  ValidatingWebhookConfiguration: { webhooks: webhook },
  MutatingWebhookConfiguration: { webhooks: { ...webhook, reinvocationPolicy: 'Never' } },
  ValidatingAdmissionPolicy: { spec: { failurePolicy: 'Fail', matchConstraints: matches } },
  ValidatingAdmissionPolicyBinding: { spec: { matchResources: matches } },
  APIService: {
    spec: { insecureSkipTLSVerify: false, service: { port: 443 } },
  },
  CustomResourceDefinition: {
    spec: {
      conversion: { strategy: 'None' },
      preserveUnknownFields: false,
      names: {
        singular: ({ kind }: Owner) => String(kind).toLowerCase(),
        listKind: ({ kind }: Owner) => `${String(kind)}List`,
      },
    },
  },
};

/** The defaults of an ExternalSecret, whose definition has them. */
export const externalSecretDefaults: Defaults = {
  spec: {
    refreshInterval: '1h0m0s',
    secretStoreRef: { kind: 'SecretStore' },
    target: { creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    data: { remoteRef: { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } },
  },
};

function map(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The texts of a map, each through a function. */
function mapped(texts: unknown, change: (text: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(map(texts)).map((key) => [key, change(String(field(texts, key)))]));
}
