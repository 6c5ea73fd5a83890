import { issueText } from '../../../lib/findings/problem';
import { amountFaults } from '../../../lib/manifests/schema/amounts';

const sleeping = (seconds: number, grace?: number) => ({
  terminationGracePeriodSeconds: grace,
  containers: [{ name: 'web', lifecycle: { preStop: { sleep: { seconds } } } }],
});

test.each([
  ['Probe', { periodSeconds: 1, initialDelaySeconds: 0, successThreshold: 3 }],
  ['Container', { livenessProbe: { successThreshold: 1 }, startupProbe: {}, readinessProbe: { successThreshold: 2 } }],
  ['DeploymentSpec', { replicas: 0, minReadySeconds: 599 }],
  ['HorizontalPodAutoscalerSpec', { minReplicas: 2, maxReplicas: 2 }],
  ['IPBlock', { cidr: '10.0.0.1/8' }],
  ['IPBlock', { cidr: '2001:db8::/32' }],
  ['PodSpec', sleeping(30)],
  ['PodSpec', sleeping(60, 60)],
  ['ServiceSpec', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }],
  ['ServiceSpec', { ports: [{ port: 80 }] }],
  ['Unknown', { replicas: -1 }],
  ['DeploymentSpec', { replicas: 'three' }],
])('accepts %s %j', (type, object) => {
  expect([...amountFaults(type, object)]).toEqual([]);
});

const inBytes: readonly (readonly [type: string, object: Record<string, unknown>, at: string])[] = [
  ['EmptyDirVolumeSource', { sizeLimit: '500m' }, 'sizeLimit'],
  ['LimitRangeItem', { default: { cpu: '500m', memory: '500m' } }, 'default["memory"]'],
  ['PersistentVolumeSpec', { capacity: { storage: '500m' } }, 'capacity["storage"]'],
  ['PodSpec', { resources: { limits: { cpu: '500m', memory: '500m' } } }, 'resources.limits["memory"]'],
  ['ResourceMetricSource', { name: 'memory', target: { averageValue: '500m' } }, 'target.averageValue'],
  ['ResourceQuotaSpec', { hard: { 'limits.cpu': '500m', 'limits.memory': '500m' } }, 'hard["limits.memory"]'],
  ['VolumeResourceRequirements', { requests: { storage: '500m' } }, 'requests["storage"]'],
];

test.each([
  ['Probe', { timeoutSeconds: 0 }, 'timeoutSeconds must be from 1, got 0; write 1'],
  ['WeightedPodAffinityTerm', { weight: 200 }, 'weight must be from 1 to 100, got 200; write 100'],
  [
    'Container',
    { livenessProbe: { successThreshold: 2 } },
    'livenessProbe.successThreshold must be 1, got 2; leave it out',
  ],
  ['DeploymentSpec', { replicas: -1 }, 'replicas must be from 0, got -1; write 0'],
  [
    'DeploymentSpec',
    { progressDeadlineSeconds: 60, minReadySeconds: 60 },
    'progressDeadlineSeconds must be above minReadySeconds, which is 60, got 60; write 660',
  ],
  [
    'DeploymentSpec',
    { minReadySeconds: 900 },
    'progressDeadlineSeconds must be above minReadySeconds, which is 900, got 600; write 1500',
  ],
  [
    'HorizontalPodAutoscalerSpec',
    { minReplicas: 5, maxReplicas: 3 },
    'minReplicas must not be above maxReplicas, which is 3, got 5; write 3',
  ],
  ['IPBlock', { cidr: '10.0.0.0' }, 'cidr must be a CIDR block, got "10.0.0.0"; write one such as "203.0.113.0/24"'],
  [
    'IPBlock',
    { cidr: '10.0.0.0/33' },
    'cidr must be a CIDR block, got "10.0.0.0/33"; write one such as "203.0.113.0/24"',
  ],
  [
    'ServiceSpec',
    { ports: [{ port: 80, nodePort: 30080 }] },
    'ports[0].nodePort must be left out for the type ClusterIP, got 30080; leave it out, or write type: NodePort',
  ],
  [
    'ServiceSpec',
    { type: 'LoadBalancer', ports: [{ port: 80, nodePort: 29999 }] },
    'ports[0].nodePort must be from 30000 to 32767, the range of an API server without another --service-node-port-range, got 29999; write one of these, or leave it out',
  ],
  [
    'PodSpec',
    sleeping(31),
    'containers["web"].lifecycle.preStop.sleep.seconds must be from 0 to terminationGracePeriodSeconds, which is 30, got 31; write another, or a longer grace period',
  ],
  ...inBytes.map(([type, object, at]): [string, Record<string, unknown>, string] => [
    type,
    object,
    `${at} must be a quantity of bytes, got "500m", which is thousandths of a byte; write "500Mi"`,
  ]),
])('refuses %s %j', (type, object, problem) => {
  expect([...amountFaults(type, object)].map(issueText)).toEqual([problem]);
});

test.each([
  [80, 'note'],
  [65535, 'note'],
  [65536, 'error'],
  [-1, 'error'],
])('gives a node port %d, which another range may have or not, the level %s', (nodePort, level) => {
  const faults = [...amountFaults('ServiceSpec', { type: 'NodePort', ports: [{ port: 80, nodePort }] })];
  expect(faults.map((fault) => fault.level)).toEqual([level]);
});
