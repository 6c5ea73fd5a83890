import { manifestDefaults } from '../../../lib/plan/defaults/manifest-defaults';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';
import { differentPairs, equalPairs } from './server-equal';

test.each(equalPairs)('a plan finds no change in %s', (_, before, after) => {
  expect(plannedChanges([before], [after])).toEqual([]);
  expect(plannedChanges([after], [before])).toEqual([]);
});

test.each(differentPairs)('a plan finds a change in %s', (_, before, after) => {
  expect(plannedChanges([before], [after])).toHaveLength(1);
});

test('ignores what kubectl get shows of an object and no apply changes', () => {
  const shown = object('ConfigMap', { data: { a: '1' }, status: {} }, {
    uid: 'a',
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
  } as object);
  expect(plannedChanges([object('ConfigMap', { data: { a: '1' } })], [shown])).toEqual([]);
});

test('has no default for the number of pods that an autoscaler changes', () => {
  const [was, is] = [object('Deployment', { spec: {} }), object('Deployment', { spec: { replicas: 1 } })];
  const autoscaler = object('HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
  });
  expect(plannedChanges([was], [is])).toEqual([]);
  expect(plannedChanges([was, autoscaler], [is, autoscaler])).toHaveLength(1);
  expect(manifestDefaults(is, true)).toMatchObject({ spec: { replicas: undefined } });
});

test('knows no default of a kind that is not in the tables', () => {
  expect(Object.keys(manifestDefaults({ ...object('Deployment'), apiVersion: 'example.com/v1' }))).toEqual([
    'metadata',
    'status',
  ]);
});

const of = (apiVersion: string, kind: string, spec: object) => ({ ...object(kind, { spec }), apiVersion });
const claim = (exactly: object) =>
  of('resource.k8s.io/v1', 'ResourceClaim', { devices: { requests: [{ name: 'web', exactly }] } });

// As an API server of Kubernetes 1.37 stores them.
test.each([
  [
    'how often an indexed Job tries again as a whole',
    of('batch/v1', 'Job', { backoffLimitPerIndex: 1 }),
    of('batch/v1', 'Job', { backoffLimitPerIndex: 1, backoffLimit: 2147483647 }),
  ],
  [
    'whether pods wait for a CSI driver',
    of('storage.k8s.io/v1', 'CSIDriver', {}),
    of('storage.k8s.io/v1', 'CSIDriver', { preventPodSchedulingIfMissing: false }),
  ],
  ['how many devices a claim asks for', claim({}), claim({ allocationMode: 'ExactCount', count: 1 })],
  [
    'the addresses of a headless Service without a selector',
    of('v1', 'Service', { clusterIP: 'None' }),
    of('v1', 'Service', { clusterIP: 'None', ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' }),
  ],
])('a plan finds no change in %s either', (_, before, after) => {
  expect(plannedChanges([before], [after])).toEqual([]);
});
