import { containerResources, resources, withDefaults } from '../../lib/kubernetes/resources';
import { issuesOf } from '../props/issues-of';

const defaults = { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '256Mi' } };

test('limits memory to the request, whichever of the two is given', () => {
  expect(withDefaults({ requests: { memory: '1Gi' } }, defaults).limits).toEqual({ cpu: '1', memory: '1Gi' });
  expect(withDefaults({ limits: { memory: '2Gi' } }, defaults).limits).toEqual({ cpu: '1', memory: '2Gi' });
  expect(withDefaults(undefined, defaults)).toEqual(defaults);
});

test('leaves out a limit that is switched off, and writes amounts as the API server stores them', () => {
  expect(containerResources({ requests: { cpu: '1000m' }, limits: { cpu: false, memory: '1024Mi' } })).toEqual({
    requests: { cpu: '1' },
    limits: { memory: '1Gi' },
  });
});

test.each<[unknown, string[]]>([
  [{ requests: { cpu: '100m', 'ephemeral-storage': '1Gi' }, limits: { cpu: false, memory: '1Gi' } }, []],
  [
    { requests: { cpu: false, memory: '512m' }, limits: { cpu: '500M' } },
    [
      'it.requests.cpu must be a string, got false; write "500m"',
      'it.requests.memory must be a quantity of bytes, got "512m", which is thousandths of a byte; write "512Mi"',
      'it.limits.cpu must be a quantity of CPU cores, got "500M", which is millions of them; write "500m"',
    ],
  ],
])('of %j finds %j', (given, issues) => {
  expect(issuesOf(resources, given)).toEqual(issues);
});
