import { hostAntiAffinity, topologySpread } from '../../lib/pods/spreading';

const labels = { app: 'api' };

test('spreads over zones and nodes where there is room', () => {
  expect(topologySpread(labels)).toEqual(
    ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: labels },
    })),
  );
});

test('counts one revision only on request, and requires nodes but never zones', () => {
  expect(topologySpread(labels, { spreading: 'required', perRevision: true })).toMatchObject([
    { whenUnsatisfiable: 'ScheduleAnyway', matchLabelKeys: ['pod-template-hash'] },
    { whenUnsatisfiable: 'DoNotSchedule', matchLabelKeys: ['pod-template-hash'] },
  ]);
});

test('keeps pods off one node if it can, or by force', () => {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } };
  expect(hostAntiAffinity(labels).podAntiAffinity).toEqual({
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }],
  });
  expect(hostAntiAffinity(labels, 'required').podAntiAffinity).toEqual({
    requiredDuringSchedulingIgnoredDuringExecution: [term],
  });
});
