import { problemText } from '../../../../lib/findings/problem';
import { conflicts } from '../../../../lib/manifests/schema/conflicts/conflicts';

test.each<[string, Record<string, unknown>]>([
  ['EnvVar', { name: 'A', value: '', valueFrom: { fieldRef: {} } }],
  ['EnvVar', { name: 'A' }],
  ['Volume', { name: 'tmp', emptyDir: {} }],
  ['Volume', { name: 'tmp' }],
  ['PersistentVolumeSpec', { capacity: {}, accessModes: [], nfs: {} }],
  ['Probe', { periodSeconds: 5, httpGet: {} }],
  ['NetworkPolicyPeer', { podSelector: {}, namespaceSelector: {} }],
  ['PodDisruptionBudgetSpec', {}],
  ['DeploymentStrategy', { type: 'RollingUpdate', rollingUpdate: {} }],
  ['SeccompProfile', { type: 'Localhost', localhostProfile: 'a.json' }],
  ['Toleration', { key: 'a', operator: 'Exists' }],
  ['Toleration', { key: 'a', value: 'b', effect: 'NoExecute', tolerationSeconds: 5 }],
  ['NetworkPolicyPort', { port: 5000, endPort: 5010 }],
  ['MetricSpec', { type: 'ContainerResource', containerResource: {} }],
  ['MetricTarget', { type: 'Utilization', averageUtilization: 70 }],
  ['MetricTarget', { type: 'AverageValue', averageValue: '5' }],
  ['ConfigMap', { data: { a: '1' }, binaryData: { b: 'aGk=' } }],
  ['TopologySpreadConstraint', { whenUnsatisfiable: 'DoNotSchedule', minDomains: 2 }],
  ['TopologySpreadConstraint', { whenUnsatisfiable: 'ScheduleAnyway' }],
  ['ContainerResizePolicy', { resourceName: 'cpu', restartPolicy: 'NotRequired' }],
  ['HostAlias', { ip: '2001:db8::1', hostnames: ['db'] }],
])('accepts a %s %p', (type, object) => {
  expect(conflicts[type]?.(object)).toBeUndefined();
});

test.each<[string, Record<string, unknown>, string]>([
  ['EnvVar', { value: '1', valueFrom: {} }, 'must have value or valueFrom, got value and valueFrom; keep one'],
  ['EnvVarSource', { secretKeyRef: {}, fieldRef: {} }, 'must have one source, got secretKeyRef and fieldRef; keep one'],
  ['EnvFromSource', { prefix: 'A_' }, 'must have one source, got none; write one'],
  ['Volume', { name: 'a', secret: {}, csi: {} }, 'must have one source, got secret and csi; keep one'],
  ['VolumeProjection', { secret: {}, configMap: {} }, 'must have one source, got secret and configMap; keep one'],
  ['Probe', { periodSeconds: 1 }, 'must have one handler, got none; write one'],
  ['Probe', { exec: {}, httpGet: {} }, 'must have one handler, got exec and httpGet; keep one'],
  ['LifecycleHandler', { exec: {}, sleep: {} }, 'must have one handler, got exec and sleep; keep one'],
  [
    'PodDisruptionBudgetSpec',
    { minAvailable: 1, maxUnavailable: 1 },
    'must have minAvailable or maxUnavailable, got minAvailable and maxUnavailable; keep one',
  ],
  ['IngressBackend', {}, 'must have a service or a resource, got none; write one'],
  ['ServiceBackendPort', { name: 'a', number: 1 }, 'must have a name or a number, got name and number; keep one'],
  [
    'NetworkPolicyPeer',
    { ipBlock: {}, namespaceSelector: {} },
    'must have an ipBlock or selectors, got ipBlock and namespaceSelector; keep one',
  ],
  [
    'DeploymentStrategy',
    { type: 'Recreate', rollingUpdate: {} },
    'must have no rollingUpdate with type "Recreate"; leave rollingUpdate out',
  ],
  [
    'StatefulSetUpdateStrategy',
    { type: 'OnDelete', rollingUpdate: {} },
    'must have no rollingUpdate with type "OnDelete"; leave rollingUpdate out',
  ],
  [
    'TopologySpreadConstraint',
    { whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 },
    'must have whenUnsatisfiable "DoNotSchedule" with minDomains, got "ScheduleAnyway"; write whenUnsatisfiable: "DoNotSchedule"',
  ],
  [
    'ContainerResizePolicy',
    { resourceName: 'disk', restartPolicy: 'NotRequired' },
    'must have resourceName "cpu" or "memory", got "disk"; write one',
  ],
  [
    'ContainerResizePolicy',
    { resourceName: 'cpu', restartPolicy: 'Never' },
    'must have restartPolicy "NotRequired" or "RestartContainer", got "Never"; write one',
  ],
  ['HostAlias', { ip: 'db' }, 'must have an ip that is an address, got "db"; write one such as "192.0.2.1"'],
  [
    'SeccompProfile',
    { type: 'Localhost' },
    'must have a localhostProfile with type "Localhost", got none; write the name of one',
  ],
  [
    'AppArmorProfile',
    { type: 'RuntimeDefault', localhostProfile: 'a' },
    'must have no localhostProfile with type "RuntimeDefault"; write type: Localhost',
  ],
  [
    'ConfigMap',
    { data: { a: '1' }, binaryData: { a: 'aGk=' } },
    'must have a key in data or in binaryData, got "a" in both; keep one',
  ],
  [
    'Toleration',
    { operator: 'Exists', value: 'b' },
    'must have no value with operator "Exists", got "b"; write operator: "Equal"',
  ],
  ['Toleration', { effect: 'NoSchedule' }, 'must have a key, got none; write one, or operator: "Exists"'],
  ['Toleration', { key: '', effect: 'NoSchedule' }, 'must have a key, got none; write one, or operator: "Exists"'],
  [
    'Toleration',
    { key: 'a', tolerationSeconds: 5 },
    'must have effect "NoExecute" with tolerationSeconds, got ""; write effect: "NoExecute"',
  ],
  [
    'NetworkPolicyPort',
    { port: 'http', endPort: 90 },
    'must have a port by number with endPort, got "http"; write the first port',
  ],
  ['DownwardAPIVolumeFile', { path: 'a' }, 'must have one source, got none; write one'],
  ['PodFailurePolicyRule', { action: 'Ignore' }, 'must have onExitCodes or onPodConditions, got none; write one'],
  [
    'MetricSpec',
    { type: 'Resource', pods: {} },
    'must have resource with type "Resource", got pods; write resource alone',
  ],
  [
    'MetricTarget',
    { type: 'Utilization', averageValue: '5' },
    'must have averageUtilization with type "Utilization", got averageValue; write averageUtilization alone',
  ],
  [
    'PolicyRule',
    { resources: ['a'], nonResourceURLs: ['/a'] },
    'must have resources or nonResourceURLs, got resources and nonResourceURLs; keep one',
  ],
  [
    'PersistentVolumeSpec',
    { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'] },
    'must have one source, got none; write one such as csi or nfs',
  ],
  [
    'PersistentVolumeSpec',
    { capacity: { storage: '1Gi' }, local: { path: '/disks/a' } },
    'must be set with local, got none; write { required }, with the node',
  ],
  [
    'Secret',
    { type: 'kubernetes.io/service-account-token', metadata: { name: 'token' } },
    'must be set with the type "kubernetes.io/service-account-token", got none; write the name of the ServiceAccount',
  ],
])('refuses a %s %p', (type, object, problem) => {
  const found = conflicts[type]?.(object);
  expect(found && problemText(found)).toBe(problem);
});
