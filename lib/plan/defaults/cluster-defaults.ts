import { field } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { Defaults, sameDefault } from './defaults';

// pkg/apis/core/v1, autoscaling/v2, rbac/v1, storage/v1, scheduling/v1, admissionregistration/v1 and apiextensions/v1, each
// defaults.go.

const rbac = 'rbac.authorization.k8s.io';
const scaling = (...policies: readonly object[]): Defaults => ({ selectPolicy: 'Max', policies: () => policies });
const selected: Defaults = {
  ...sameDefault({}, 'namespaceSelector', 'objectSelector'),
  matchPolicy: 'Equivalent',
};
const webhook: Defaults = {
  ...selected,
  clientConfig: { service: { port: 443 } },
  failurePolicy: 'Fail',
  timeoutSeconds: 10,
  rules: { scope: '*' },
};
const matches: Defaults = { ...selected, ...sameDefault({ scope: '*' }, 'resourceRules', 'excludeResourceRules') };

const device: Defaults = {
  allocationMode: 'ExactCount',
  count: ({ allocationMode = 'ExactCount' }) => (allocationMode === 'ExactCount' ? 1 : undefined),
};
const claimed: Defaults = { devices: { requests: { exactly: device, firstAvailable: device } } };

/** The defaults of storage, scaling, rights, quotas and extensions, by kind, and of custom resources by group and kind. */
export const clusterDefaults: Readonly<Record<string, Defaults>> = {
  Secret: {
    type: 'Opaque',
    // The API server stores stringData as data.
    data: ({ stringData }) => mapped(stringData, (text) => Buffer.from(text).toString('base64')),
    stringData: ({ data }) => mapped(data, (text) => Buffer.from(text, 'base64').toString()),
  },
  Namespace: {
    metadata: { labels: ({ name }) => ({ 'kubernetes.io/metadata.name': name }) },
    spec: { finalizers: ['kubernetes'] },
  },
  LimitRange: {
    spec: {
      limits: {
        default: ({ type, max }) => (type === 'Container' ? max : undefined),
        defaultRequest: ({ type, min, max, default: limit }) =>
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
      ...sameDefault(
        false,
        'podInfoOnMount',
        'preventPodSchedulingIfMissing',
        'requiresRepublish',
        'seLinuxMount',
        'storageCapacity',
      ),
      attachRequired: true,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      volumeLifecycleModes: ['Persistent'],
    },
  },
  HorizontalPodAutoscaler: {
    spec: {
      minReplicas: 1,
      metrics: ({ metrics }) =>
        metrics === undefined
          ? [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }]
          : undefined,
      behavior: {
        scaleUp: {
          ...scaling({ type: 'Pods', value: 4, periodSeconds: 15 }, { type: 'Percent', value: 100, periodSeconds: 15 }),
          stabilizationWindowSeconds: 0,
        },
        scaleDown: scaling({ type: 'Percent', value: 100, periodSeconds: 15 }),
      },
    },
  },
  ResourceClaim: { spec: claimed },
  ResourceClaimTemplate: { spec: { metadata: {}, spec: claimed } },
  PriorityClass: { preemptionPolicy: 'PreemptLowerPriority', globalDefault: false, description: '' },
  ...sameDefault(
    { roleRef: { apiGroup: rbac }, subjects: { apiGroup: ({ kind }) => (kind === 'ServiceAccount' ? '' : rbac) } },
    'RoleBinding',
    'ClusterRoleBinding',
  ),
  ValidatingWebhookConfiguration: { webhooks: webhook },
  MutatingWebhookConfiguration: { webhooks: { ...webhook, reinvocationPolicy: 'Never' } },
  ValidatingAdmissionPolicy: { spec: { failurePolicy: 'Fail', matchConstraints: matches } },
  ValidatingAdmissionPolicyBinding: { spec: { matchResources: matches } },
  APIService: { spec: { insecureSkipTLSVerify: false, service: { port: 443 } } },
  CustomResourceDefinition: {
    spec: {
      conversion: { strategy: 'None' },
      preserveUnknownFields: false,
      names: {
        singular: ({ kind }) => String(kind).toLowerCase(),
        listKind: ({ kind }) => `${String(kind)}List`,
      },
    },
  },
  'external-secrets.io/ExternalSecret': {
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore' },
      target: { creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: { remoteRef: { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } },
    },
  },
};

function map(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

/** The texts of a map, each through a function. */
function mapped(texts: unknown, change: (text: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(map(texts)).map((key) => [key, change(String(field(texts, key)))]));
}
