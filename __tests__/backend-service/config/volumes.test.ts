import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'makes every kind of volume',
    {
      mounts: {
        '/cache': { emptyDir: '1Gi' },
        '/memory': { emptyDir: '8Mi', inMemory: true },
        '/data': { claim: { size: '1024Mi' } },
        '/old': { existingClaim: 'old', readOnly: true },
        '/region': { configMap: 'cluster' },
      },
    },
    'Deployment spec.template.spec.volumes',
    [
      { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
      { name: 'cache', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'memory', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
      { name: 'data', persistentVolumeClaim: { claimName: 'api-data' } },
      { name: 'old', persistentVolumeClaim: { claimName: 'old' } },
      { name: 'region', configMap: { name: 'cluster' } },
    ],
  ],
  [
    'lets the Cluster Autoscaler remove a node that has scratch space of a pod',
    { mounts: { '/var/cache': { emptyDir: '1Gi' }, '/memory': { emptyDir: '8Mi', inMemory: true } } },
    'Deployment spec.template.metadata.annotations',
    { 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes': 'tmp,var-cache' },
  ],
  [
    'says nothing of pods that have none on the disk',
    { mounts: { '/tmp': { emptyDir: '8Mi', inMemory: true } } },
    'Deployment spec.template.metadata.annotations',
    undefined,
  ],
  [
    'says nothing of the pods of jobs, whose runs an eviction would end',
    { cronJobs: { report: { command: ['a'], schedule: '0 3 * * *' } } },
    'CronJob spec.jobTemplate.spec.template.metadata.annotations',
    undefined,
  ],
  [
    'mounts read-only what cannot be written',
    { mounts: { '/old': { existingClaim: 'old', readOnly: true }, '/region': { configMap: 'cluster' } } },
    'Deployment spec.template.spec.containers.0.volumeMounts',
    [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'old', mountPath: '/old', readOnly: true },
      { name: 'region', mountPath: '/region', readOnly: true },
    ],
  ],
  [
    'makes the claim',
    { mounts: { '/data': { claim: { size: '1024Mi', className: 'shared' } } } },
    'PersistentVolumeClaim spec',
    { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'shared' },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { mounts: { '/data': { emptyDir: '2Gi' } } },
    ['mounts["/data"].emptyDir must fit in the limit of ephemeral-storage, which is "1Gi", got "2Gi"; raise the limit'],
    { mounts: { '/data': { emptyDir: '1Gi' } } },
  ],
  [
    { mounts: { '/data': { emptyDir: '2Gi', inMemory: true } }, resources: { limits: { memory: '1Gi' } } },
    ['mounts["/data"].emptyDir must fit in the limit of memory, which is "1Gi", got "2Gi"; raise the limit'],
    { mounts: { '/data': { emptyDir: '2Gi', inMemory: true } }, resources: { limits: { memory: '2Gi' } } },
  ],
  [
    { mounts: { '/a/b': { emptyDir: '1Mi' }, '/a-b': { emptyDir: '1Mi' } } },
    ['mounts["/a-b"] must not be mounted twice, got it beside "/a/b"; write one of them'],
    { mounts: { '/a': { emptyDir: '1Mi' }, '/b': { emptyDir: '1Mi' } } },
  ],
  [
    { mounts: { '/a': { configMap: 'a' }, '/a/b': { emptyDir: '1Mi' } } },
    [
      'mounts["/a/b"] must not be below "/a", which is read-only, so that nothing can be mounted in it; write another path',
    ],
    { mounts: { '/a': { emptyDir: '1Mi' }, '/a/b': { emptyDir: '1Mi' } } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
