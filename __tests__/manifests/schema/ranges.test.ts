import { amountFaults } from '../../../lib/manifests/schema/amounts';
import { issueText } from '../../../lib/findings/problem';
import { ranges } from '../../../lib/manifests/schema/ranges';

test('has the fields of a type from all lines', () => {
  expect(ranges.get('TopologySpreadConstraint')).toEqual([
    ['maxSkew', { least: 1 }],
    ['minDomains', { least: 1 }],
  ]);
});

test.each<[string, Record<string, unknown>, string]>([
  [
    'ConfigMapVolumeSource',
    { defaultMode: 644 },
    'defaultMode must be from 0 to 511, got 644; write 0644, which is 420 in JSON',
  ],
  [
    'PodSecurityContext',
    { supplementalGroups: [1, -1] },
    'supplementalGroups[1] must be from 0 to 2147483647, got -1; write 0',
  ],
  ['TCPSocketAction', { port: 65536 }, 'port must be from 1 to 65535, got 65536; write 65535'],
  ['PodDisruptionBudgetSpec', { minAvailable: '101%' }, 'minAvailable must be at most 100%, got "101%"; write "100%"'],
  ['KeyToPath', { mode: 888 }, 'mode must be from 0 to 511, got 888; write 511'],
  ['RollingUpdateDeployment', { maxUnavailable: -1 }, 'maxUnavailable must be from 0, got -1; write 0'],
])('are those that the API server has for a %s of %p', (type, object, text) => {
  expect([...amountFaults(type, object)].map(issueText)).toEqual([text]);
});

test('leave alone what is a name, or more than everything at once', () => {
  expect([...amountFaults('TCPSocketAction', { port: 'http' })]).toEqual([]);
  expect([...amountFaults('RollingUpdateDeployment', { maxSurge: '200%' })]).toEqual([]);
});
