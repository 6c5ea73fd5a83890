import { totals } from '../../lib/plan/totals';
import { object } from '../manifests';

const pods = (cpu: string, memory: string) => ({
  template: { spec: { containers: [{ name: 'a', resources: { requests: { cpu, memory } } }] } },
});
const claim = (storage: string) => ({ spec: { resources: { requests: { storage } } } });

test('multiplies requests and claim templates by the number of pods', () => {
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, ...claim('10Gi') }];
  const set = object('StatefulSet', { spec: { replicas: 3, ...pods('500m', '1Gi'), volumeClaimTemplates } });
  const all = [set, object('PersistentVolumeClaim', claim('5Gi'), { name: 'files' })];
  expect(totals(all)).toEqual({ cpu: 1.5, memory: 3 * 1024 ** 3, storage: 35 * 1024 ** 3 });
});

test('counts a claim of a StatefulSet that is written out once', () => {
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, ...claim('10Gi') }];
  const set = object('StatefulSet', { spec: { replicas: 2, ...pods('1', '1'), volumeClaimTemplates } });
  expect(totals([set, object('PersistentVolumeClaim', claim('10Gi'), { name: 'data-web-0' })]).storage).toBe(
    20 * 1024 ** 3,
  );
});

test('counts the fewest pods of an autoscaler, in every namespace, and neither Jobs nor the pods of a DaemonSet', () => {
  const scaler = object('HorizontalPodAutoscaler', {
    spec: { minReplicas: 2, maxReplicas: 9, scaleTargetRef: { kind: 'Deployment', name: 'web' } },
  });
  const all = [
    object('Deployment', { spec: pods('1', '1') }),
    scaler,
    object('Deployment', { spec: pods('1', '1') }, { namespace: 'other' }),
    { ...object('Job', { spec: pods('1', '1') }), apiVersion: 'batch/v1' },
    { ...object('DaemonSet', { spec: pods('1', '1') }), apiVersion: 'apps/v1' },
  ];
  expect(totals(all)).toEqual({ cpu: 3, memory: 3, storage: 0 });
});
