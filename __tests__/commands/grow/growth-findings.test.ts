import { growthFindings } from '../../../lib/commands/grow/growth-findings';
import { LiveSet } from '../../../lib/commands/grow/growth-steps';
import { findingText } from '../../../lib/findings/finding';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { liveClaim, liveSet, rendered, small, template } from './growing-set';

const size = 'spec.volumeClaimTemplates[data].spec.resources.requests.storage';
const classes = new Map([
  ['fast', true],
  ['standard', false],
]);
const asIs = 'must be as in the cluster, for a StatefulSet keeps its claim templates and only their sizes grow';
const withMetadata = (metadata: object): LiveSet => {
  const set = liveSet('1Gi');
  return { ...small, set: { ...set, metadata: { ...set.metadata, ...metadata } } };
};
const withClaim = (claim: KubernetesManifest): LiveSet => ({ ...small, claims: [claim] });
const ofClass = (storageClassName?: string) => {
  const claim = liveClaim(1, '1Gi');
  return withClaim({ ...claim, spec: { ...(claim['spec'] as object), storageClassName } });
};

test.each<[string, KubernetesManifest, LiveSet, string]>([
  [
    'a smaller size',
    rendered('512Mi'),
    small,
    `${size} must not be below the cluster's "1Gi", for a volume does not shrink, got "512Mi"; write "1Gi"`,
  ],
  [
    'a size below that of a claim',
    rendered('2Gi'),
    withClaim(liveClaim(1, '3Gi')),
    `${size} must not be below that of PersistentVolumeClaim data-web-1, which is larger already, got "2Gi"; write "3Gi"`,
  ],
  [
    'a size below that of a claim that no pod has',
    rendered('2Gi'),
    withClaim(liveClaim(5, '3Gi')),
    `${size} must not be below that of PersistentVolumeClaim data-web-5, which is larger already, got "2Gi"; write "3Gi", or delete the claim, which no pod has, with its data`,
  ],
  [
    'the size of before for a claim that is told to grow',
    rendered('1Gi'),
    withClaim(liveClaim(1, '3Gi', '1Gi')),
    `${size} must not be below the "3Gi" that PersistentVolumeClaim data-web-1 requests, got "1Gi"; write "3Gi", or a size above its "1Gi"`,
  ],
  [
    'a size with the unit of bytes',
    rendered('10GB'),
    small,
    `${size} must be a positive quantity of bytes, got "10GB"; write "10Gi"`,
  ],
  [
    'no size at all, also where there is no StatefulSet',
    rendered('0'),
    { ...small, set: undefined },
    `${size} must be a positive quantity of bytes, got "0"; write "256Mi" or "10Gi"`,
  ],
  [
    'another class',
    rendered('2Gi', { volumeClaimTemplates: [template('2Gi', { storageClassName: 'slow' })] }),
    small,
    `spec.volumeClaimTemplates[data].spec.storageClassName ${asIs}, got "slow"; write "fast"`,
  ],
  [
    'a field that the cluster does not have',
    rendered('2Gi', { volumeClaimTemplates: [template('2Gi', { volumeMode: 'Block' })] }),
    small,
    `spec.volumeClaimTemplates[data].spec.volumeMode ${asIs}, got "Block"; leave it out`,
  ],
  [
    'a claim without a volume',
    rendered('2Gi'),
    withClaim(liveClaim(1, '1Gi', '1Gi', { phase: 'Pending' })),
    'PersistentVolumeClaim data-web-1 must have its volume before it can grow, got no volume; wait until its pod runs',
  ],
  [
    'a surplus claim without a volume',
    rendered('2Gi'),
    withClaim(liveClaim(5, '1Gi', '1Gi', { phase: 'Pending' })),
    'PersistentVolumeClaim data-web-5 must have its volume before it can grow, got no volume; delete it, since no data is in it',
  ],
  [
    'a class that does not expand',
    rendered('2Gi'),
    ofClass('standard'),
    'PersistentVolumeClaim data-web-1 must have a StorageClass with allowVolumeExpansion: true, got standard; write "1Gi" again; if its driver can expand volumes, allow it in the class',
  ],
  [
    'a volume without a class',
    rendered('2Gi'),
    ofClass(),
    'PersistentVolumeClaim data-web-1 must have a StorageClass, for no driver grows a volume that an administrator has created, got none; write "1Gi" again, or move the data to another claim',
  ],
  [
    'a StatefulSet of an operator',
    rendered('2Gi'),
    withMetadata({ ownerReferences: [{ kind: 'Prometheus', name: 'k8s', controller: true }] }),
    'belongs to Prometheus k8s, whose controller would recreate it; write the size there',
  ],
  [
    'a StatefulSet that others delete',
    rendered('2Gi'),
    withMetadata({ deletionTimestamp: 'now' }),
    'is being deleted; wait for its end, and apply it',
  ],
])('refuses %s', (_, wanted, live, text) => {
  expect(growthFindings(wanted, live, classes).map(findingText)).toEqual([`[StatefulSet shop/web] ${text}`]);
});

test.each<[string, KubernetesManifest, LiveSet]>([
  ['a larger size', rendered('2Gi'), small],
  ['another form of a size', rendered('1024Mi'), small],
  ['a fraction of a unit', rendered('1.5Gi'), small],
  ['a part of a byte, which the API server rounds up', rendered('2.1Gi'), small],
  ['bytes', rendered('2147483648'), small],
  ['an exponent', rendered('1e10'), small],
  ['a number', rendered(2147483648 as unknown as string), small],
  ['a size between the volume and what it is told to grow to', rendered('2Gi'), withClaim(liveClaim(1, '9Ti', '1Gi'))],
  [
    'fields that the API server has added',
    rendered('2Gi'),
    {
      ...small,
      set: liveSet('1Gi', {
        volumeClaimTemplates: [{ ...template('1Gi', { volumeMode: 'Filesystem' }), status: { phase: 'Pending' } }],
      }),
    },
  ],
  ['a class that cannot be read', rendered('2Gi'), ofClass('secret')],
  ['a class that does not expand, where nothing is to grow', rendered('1Gi'), ofClass('standard')],
  ['a StatefulSet that is not there', rendered('2Gi'), { set: undefined, kept: undefined, claims: [] }],
])('accepts %s', (_, wanted, live) => {
  const claims = live.claims.map((claim) => (claim.metadata.name === 'data-web-0' ? liveClaim(0, '1Gi') : claim));
  expect(growthFindings(wanted, { ...live, claims }, classes)).toEqual([]);
});

test('refuses another number of claims', () => {
  const logs = { metadata: { name: 'logs' }, spec: {} };
  const wanted = rendered('2Gi', { volumeClaimTemplates: [template('2Gi'), logs] });
  expect(growthFindings(wanted, small, classes).map(({ at }) => at)).toEqual(['spec.volumeClaimTemplates[logs]']);
});
