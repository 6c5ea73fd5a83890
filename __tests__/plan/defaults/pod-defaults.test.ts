import { defaultOf } from '../../../lib/plan/defaults/defaults';
import { barePodSpecDefaults, podSpecDefaults } from '../../../lib/plan/defaults/pod-defaults';

test.each([
  ['busybox', 'Always'],
  ['busybox:latest', 'Always'],
  ['localhost:5000/busybox', 'Always'],
  ['busybox:1.36', 'IfNotPresent'],
  ['localhost:5000/team/busybox:1.36', 'IfNotPresent'],
  [`busybox@sha256:${'0'.repeat(64)}`, 'IfNotPresent'],
  [7, undefined],
])('pulls the image %j %s', (image, policy) => {
  expect(defaultOf(podSpecDefaults['containers'], 'imagePullPolicy', { image })).toBe(policy);
});

test('has requests for a bare Pod from its limits, and none in a template', () => {
  const resources = { limits: { cpu: '1' } };
  const requests = (defaults: typeof podSpecDefaults) =>
    defaultOf(defaultOf(defaults['containers'], 'resources', { resources }), 'requests', resources);
  expect([requests(barePodSpecDefaults), requests(podSpecDefaults)]).toEqual([{ cpu: '1' }, {}]);
});
