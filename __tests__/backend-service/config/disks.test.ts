import { at, outcome } from '../edge-values';

const disk = { mounts: { '/data': { claim: { size: '1Gi', accessMode: 'ReadWriteOnce' } } } };
const one = { strategy: 'Recreate', replicas: 1 };

test('gives one pod a disk that is free before the next one starts', () => {
  const { manifests } = outcome({ ...disk, ...one });
  expect(at(manifests, 'PersistentVolumeClaim spec.accessModes')).toEqual(['ReadWriteOnce']);
  expect(at(manifests, 'Deployment spec.strategy')).toEqual({ type: 'Recreate' });
  expect(at(manifests, 'Deployment spec.replicas')).toBe(1);
});

test.each<[object, string]>([
  [{}, '"ReadWriteOnce" with strategy "RollingUpdate" and replicas 2'],
  [{ replicas: 1 }, '"ReadWriteOnce" with strategy "RollingUpdate" and replicas 1'],
  [{ strategy: 'Recreate' }, '"ReadWriteOnce" with strategy "Recreate" and replicas 2'],
  [{ ...one, replicas: { min: 1, max: 3 } }, '"ReadWriteOnce" with strategy "Recreate" and replicas up to 3'],
  [
    { replicas: 1, mounts: { '/data': { claim: { size: '1Gi', accessMode: 'ReadWriteOncePod' } } } },
    '"ReadWriteOncePod" with strategy "RollingUpdate" and replicas 1',
  ],
])('refuses the disk beside %p, in one finding', (props, got) => {
  expect(outcome({ ...disk, ...props }).findings).toEqual([
    `[shop/api] mounts["/data"].claim.accessMode needs strategy "Recreate" and replicas 1, because one pod at a time can have the disk, got ${got}; write these two, or "ReadWriteMany"`,
  ]);
});

test('refuses Jobs, whose pods would wait for the disk', () => {
  const jobs = { migration: { command: ['a'] }, cronJobs: { sweep: { command: ['a'], schedule: '0 3 * * *' } } };
  const want = 'must be left out beside the disk of mounts["/data"], which the service has and its pod would wait for';
  expect(outcome({ ...disk, ...one, ...jobs }).findings).toEqual([
    `[shop/api] migration ${want}; write it as one of initContainers`,
    `[shop/api] cronJobs["sweep"] ${want}; run it in the service`,
  ]);
});
