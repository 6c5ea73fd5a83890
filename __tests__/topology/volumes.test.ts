import { claimedVolumes, volumeSize, volumesOf } from '../../lib/topology/volumes';
import { deployment, object } from '../manifests';
import { nodeLines, shop } from './shop';

const mongo = shop.find(({ kind }) => kind === 'StatefulSet') ?? object('StatefulSet');
const web = deployment(
  {},
  {
    volumes: [
      { name: 'files', persistentVolumeClaim: { claimName: 'files' } },
      { name: 'elsewhere', persistentVolumeClaim: { claimName: 'elsewhere' } },
      {
        name: 'scratch',
        ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '5Gi' } } } } },
      },
      { name: 'tmp', emptyDir: {} },
    ],
  },
);
const claim = object(
  'PersistentVolumeClaim',
  { spec: { resources: { requests: { storage: '1Gi' } } } },
  { name: 'files' },
);

test('draws the volumes of a set for all of its pods', () => {
  expect(nodeLines(volumesOf(mongo, 3, shop))).toEqual(['volume volume StatefulSet mongo data: 3 × 10Gi, fast']);
});

test('draws claims, those that must exist, and volumes that end with a pod; none for an empty directory', () => {
  expect(nodeLines(volumesOf(web, 2, [claim]))).toEqual([
    'volume PersistentVolumeClaim files: 1Gi',
    'volume PersistentVolumeClaim elsewhere: must exist',
    'volume volume Deployment web scratch: 5Gi, ends with the pod',
  ]);
});

test('knows sizes', () => {
  expect(claimedVolumes(web, [claim]).map(volumeSize)).toEqual(['1Gi', undefined, '5Gi']);
});
