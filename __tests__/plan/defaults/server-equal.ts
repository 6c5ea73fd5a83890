import { KubernetesManifest } from '../../../lib/manifests/manifest';

/** Two manifests of one object: what differs, and both. */
export type Pair = readonly [difference: string, before: KubernetesManifest, after: KubernetesManifest];

type Fields = Readonly<Record<string, unknown>>;

const make =
  (apiVersion: string, kind: string) =>
  (fields: Fields): KubernetesManifest => ({
    apiVersion,
    kind,
    metadata: { name: 'web', namespace: 'shop' },
    ...fields,
  });

const image = 'docker.io/library/busybox:1.36';
const labels = { app: 'web' };
const pods = (container: Fields = {}, pod: Fields = {}, template: Fields = {}): Fields => ({
  metadata: { labels },
  spec: { containers: [{ name: 'web', image, ...container }], ...pod },
  ...template,
});
const workload = (kind: string, spec: Fields, template = pods()): KubernetesManifest =>
  make('apps/v1', kind)({ spec: { selector: { matchLabels: labels }, ...spec, template } });
const deployment = (container: Fields = {}, pod: Fields = {}, spec: Fields = {}): KubernetesManifest =>
  workload('Deployment', { replicas: 0, ...spec }, pods(container, pod));
const claimSpec = (storage: unknown, more: Fields = {}): Fields => ({
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage } },
  ...more,
});
const statefulSet = (
  claim: Fields = {},
  spec: Fields = {},
  storage: unknown = '1Gi',
  more: Fields = {},
): KubernetesManifest =>
  workload('StatefulSet', {
    replicas: 0,
    serviceName: 'web',
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec(storage, more), ...claim }],
    ...spec,
  });
const daemonSet = (spec: Fields = {}): KubernetesManifest =>
  workload('DaemonSet', spec, pods({}, { nodeSelector: { 'example.com/none': 'none' } }));
const job = (spec: Fields = {}): KubernetesManifest =>
  make('batch/v1', 'Job')({ spec: { suspend: true, ...spec, template: pods({}, { restartPolicy: 'Never' }) } });
const cronJob = (spec: Fields = {}): KubernetesManifest =>
  make(
    'batch/v1',
    'CronJob',
  )({
    spec: {
      schedule: '0 3 1 1 *',
      ...spec,
      jobTemplate: { spec: { template: pods({}, { restartPolicy: 'Never' }) } },
    },
  });
const service = (spec: Fields = {}, port: Fields = {}): KubernetesManifest =>
  make('v1', 'Service')({ spec: { selector: labels, ports: [{ port: 80, ...port }], ...spec } });
const scaler = (spec: Fields = {}): KubernetesManifest =>
  make(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
  )({ spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'none' }, ...spec } });
const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } };
const queue = (averageValue: unknown): Fields => ({
  metrics: [{ type: 'Pods', pods: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue } } }],
});
const total = (value: unknown): Fields => ({
  metrics: [{ type: 'External', external: { metric: { name: 'queue' }, target: { type: 'Value', value } } }],
});
const policy = (spec: Fields): KubernetesManifest =>
  make('networking.k8s.io/v1', 'NetworkPolicy')({ spec: { podSelector: {}, ...spec } });
const limits = make('v1', 'LimitRange');
const quota = (hard: Fields): KubernetesManifest => make('v1', 'ResourceQuota')({ spec: { hard } });
const binding = make('rbac.authorization.k8s.io/v1', 'RoleBinding');
const secret = make('v1', 'Secret');
const route = (fields: Fields): KubernetesManifest =>
  make('gateway.networking.k8s.io/v1', 'HTTPRoute')({ spec: fields });
const files = (name: string, source: Fields): Fields => ({ volumes: [{ name: 'files', [name]: source }] });
const probe = { httpGet: { port: 80 } };

/** Manifests that the API server stores as one. */
export const equalPairs: readonly Pair[] = [
  [
    "a pod's defaults",
    deployment(),
    deployment(
      {},
      {
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        schedulerName: 'default-scheduler',
        terminationGracePeriodSeconds: 30,
        securityContext: {},
        hostNetwork: false,
        hostPID: false,
      },
    ),
  ],
  [
    "a container's defaults",
    deployment({ ports: [{ containerPort: 80 }], env: [{ name: 'A' }] }),
    deployment({
      imagePullPolicy: 'IfNotPresent',
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      resources: {},
      stdin: false,
      ports: [{ containerPort: 80, protocol: 'TCP' }],
      env: [{ name: 'A', value: '' }],
    }),
  ],
  [
    'how an image without a tag is pulled',
    deployment({ image: 'localhost:5000/web' }),
    deployment({ image: 'localhost:5000/web', imagePullPolicy: 'Always' }),
  ],
  [
    'how an image with a digest is pulled',
    deployment({ image: `web@sha256:${'a'.repeat(64)}` }),
    deployment({ image: `web@sha256:${'a'.repeat(64)}`, imagePullPolicy: 'IfNotPresent' }),
  ],
  [
    'how a probe asks',
    deployment({ livenessProbe: probe, startupProbe: { grpc: { port: 80 } } }),
    deployment({
      livenessProbe: {
        httpGet: { port: 80, path: '/', scheme: 'HTTP' },
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
        initialDelaySeconds: 0,
      },
      startupProbe: { grpc: { port: 80, service: '' }, failureThreshold: 3 },
    }),
  ],
  [
    'how a hook asks',
    deployment({ lifecycle: { preStop: probe } }),
    deployment({ lifecycle: { preStop: { httpGet: { port: 80, path: '/', scheme: 'HTTP' } } } }),
  ],
  [
    'where a variable comes from',
    deployment({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
    deployment({ env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }] }),
  ],
  [
    'quantities of resources',
    deployment({ resources: { limits: { cpu: '1000m', memory: '1024Mi' }, requests: { cpu: 1, memory: '0.5G' } } }),
    deployment({ resources: { limits: { cpu: 1, memory: '1Gi' }, requests: { cpu: '1', memory: '500M' } } }),
  ],
  [
    'the size of an empty directory',
    deployment({}, files('emptyDir', { sizeLimit: '2048Mi' })),
    deployment({}, files('emptyDir', { sizeLimit: '2Gi' })),
  ],
  [
    'a volume without a source',
    deployment({}, { volumes: [{ name: 'files' }] }),
    deployment({}, files('emptyDir', {})),
  ],
  [
    "the mode of a Secret's files",
    deployment({}, files('secret', { secretName: 'a' })),
    deployment({}, files('secret', { secretName: 'a', defaultMode: 420 })),
  ],
  [
    'projected files',
    deployment({}, files('projected', { sources: [{ serviceAccountToken: { path: 'token' } }] })),
    deployment(
      {},
      files('projected', {
        defaultMode: 420,
        sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3600 } }],
      }),
    ),
  ],
  [
    'the type of a path of the node',
    deployment({}, files('hostPath', { path: '/a' })),
    deployment({}, files('hostPath', { path: '/a', type: '' })),
  ],
  [
    'the old name of an account',
    deployment({}, { serviceAccountName: 'web' }),
    deployment({}, { serviceAccountName: 'web', serviceAccount: 'web' }),
  ],
  ['an account without a name', deployment(), deployment({}, { serviceAccountName: '', serviceAccount: '' })],
  [
    'how a Deployment rolls out',
    deployment(),
    deployment(
      {},
      {},
      {
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } },
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        minReadySeconds: 0,
        paused: false,
      },
    ),
  ],
  ['the number of pods', workload('ReplicaSet', {}), workload('ReplicaSet', { replicas: 1 })],
  [
    'the kind of claim templates',
    statefulSet(),
    statefulSet({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', status: { phase: 'Pending' } }, {}, '1Gi', {
      volumeMode: 'Filesystem',
    }),
  ],
  ['the size of claim templates', statefulSet({}, {}, '1.5Gi'), statefulSet({}, {}, '1536Mi')],
  [
    'how a StatefulSet is updated',
    statefulSet(),
    statefulSet(
      {},
      {
        podManagementPolicy: 'OrderedReady',
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain' },
        revisionHistoryLimit: 10,
      },
    ),
  ],
  [
    'how a DaemonSet is updated',
    daemonSet(),
    daemonSet({ updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }),
  ],
  [
    'how often a Job runs',
    job(),
    job({
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      podReplacementPolicy: 'TerminatingOrFailed',
      manualSelector: false,
    }),
  ],
  [
    'what a CronJob keeps',
    cronJob(),
    cronJob({
      suspend: false,
      concurrencyPolicy: 'Allow',
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    }),
  ],
  [
    "a Service's defaults",
    service(),
    service(
      {
        type: 'ClusterIP',
        sessionAffinity: 'None',
        internalTrafficPolicy: 'Cluster',
        ipFamilyPolicy: 'SingleStack',
        ipFamilies: ['IPv4'],
      },
      { protocol: 'TCP', targetPort: 80 },
    ),
  ],
  [
    'a headless Service',
    service({ clusterIP: 'None' }),
    service({ clusterIP: 'None', clusterIPs: ['None'], publishNotReadyAddresses: false }),
  ],
  [
    'who reaches a node port',
    service({ type: 'NodePort' }),
    service({ type: 'NodePort', externalTrafficPolicy: 'Cluster' }),
  ],
  [
    'how long a client keeps its pod',
    service({ sessionAffinity: 'ClientIP' }),
    service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } }),
  ],
  [
    'the size of a claim',
    make('v1', 'PersistentVolumeClaim')({ spec: claimSpec('1.5Gi') }),
    make('v1', 'PersistentVolumeClaim')({ spec: claimSpec('1536Mi', { volumeMode: 'Filesystem' }) }),
  ],
  ["an autoscaler's least number", scaler(), scaler({ minReplicas: 1, metrics: [cpu] })],
  ["an autoscaler's average", scaler(queue(1.5)), scaler(queue('1500m'))],
  ["an autoscaler's value", scaler(total('2k')), scaler(total(2000))],
  [
    'how an autoscaler acts',
    scaler({ behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } }),
    scaler({ behavior: { scaleDown: { stabilizationWindowSeconds: 60, selectPolicy: 'Max' } } }),
  ],
  [
    'what a policy is for',
    policy({ ingress: [{ ports: [{ port: 80 }] }] }),
    policy({ ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }], policyTypes: ['Ingress'] }),
  ],
  [
    'that a policy is for both directions',
    policy({ egress: [{}] }),
    policy({ egress: [{}], policyTypes: ['Ingress', 'Egress'] }),
  ],
  ['a quota', quota({ pods: '10', 'requests.cpu': '2000m' }), quota({ pods: 10, 'requests.cpu': 2 })],
  [
    'limits of containers',
    limits({ spec: { limits: [{ type: 'Container', max: { cpu: '1000m' } }] } }),
    limits({
      spec: {
        limits: [{ type: 'Container', max: { cpu: 1 }, default: { cpu: '1' }, defaultRequest: { cpu: '1' } }],
      },
    }),
  ],
  [
    "a binding's groups",
    binding({ roleRef: { kind: 'Role', name: 'a' }, subjects: [{ kind: 'User', name: 'a' }] }),
    binding({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'a' }],
    }),
  ],
  ['the type of a Secret', secret({}), secret({ type: 'Opaque' })],
  ['text and base64 of a Secret', secret({ stringData: { a: 'b' } }), secret({ data: { a: 'Yg==' } })],
  [
    'the kind of what a route refers to',
    route({ parentRefs: [{ name: 'a' }], rules: [{ backendRefs: [{ name: 'a', port: 80 }] }] }),
    route({
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'a' }],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'a', port: 80, weight: 1 }],
        },
      ],
    }),
  ],
];

/** Manifests that look alike and that the API server tells apart. */
export const differentPairs: readonly Pair[] = [
  ['an empty affinity', deployment(), deployment({}, { affinity: {} })],
  ["a container's empty security context", deployment(), deployment({ securityContext: {} })],
  ['an empty lifecycle', deployment(), deployment({ lifecycle: {} })],
  ['links to Services, written out', deployment(), deployment({}, { enableServiceLinks: true })],
  ['a token, written out', deployment(), deployment({}, { automountServiceAccountToken: true })],
  ['the account default, written out', deployment(), deployment({}, { serviceAccountName: 'default' })],
  ['how a tag is pulled', deployment({ image: 'web:1' }), deployment({ image: 'web:1', imagePullPolicy: 'Always' })],
  [
    'another period of a probe',
    deployment({ livenessProbe: probe }),
    deployment({ livenessProbe: { ...probe, periodSeconds: 5 } }),
  ],
  ['another quantity', quota({ cpu: '1' }), quota({ cpu: '1001m' })],
  ['how a Deployment rolls out', deployment(), deployment({}, {}, { strategy: { rollingUpdate: { maxSurge: 1 } } })],
  ['another target port', service(), service({}, { targetPort: 8080 })],
  ['another direction of a policy', policy({}), policy({ policyTypes: ['Egress'] })],
];
