import { limitFaults, Resources } from '../../../lib/rules/quota/limit-faults';
import { object } from '../../manifests';

const range = object('LimitRange', {
  spec: {
    limits: [
      { type: 'Container', min: { cpu: '100m' }, max: { cpu: '1' }, maxLimitRequestRatio: { cpu: '2' } },
      { type: 'Pod', max: { memory: '1Gi' } },
      { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '10Gi' } },
    ],
  },
});
const least = '"100m" or more, the min of LimitRange shop/web';
const most = '"1" or less, the max of LimitRange shop/web';
const ratio = 'at most 2 times the request, the maxLimitRequestRatio of LimitRange shop/web';

function faults(type: string, resources: Resources): string[] {
  return [...limitFaults(range, type, resources)].map(
    ({ of, resource, bound, got, write }) => `${of}.${resource} ${bound}, got ${got}; ${write}`,
  );
}

const cpu = (request: string | undefined, limit: string | undefined): Resources => ({
  requests: { cpu: request },
  limits: { cpu: limit },
});

test.each([
  [cpu('500m', '1'), []],
  [cpu('100m', '200m'), []],
  [cpu('50m', '100m'), [`requests.cpu ${least}, got "50m"; write "100m" or more`]],
  [cpu('600m', '1200m'), [`limits.cpu ${most}, got "1200m"; write "1" or less`]],
  [
    cpu('100m', '300m'),
    [`limits.cpu ${ratio}, got "300m" with a request of "100m"; write a lower limit or a higher request`],
  ],
  [
    cpu(undefined, '1'),
    [
      `requests.cpu ${least}, got none; write "100m" or more`,
      `limits.cpu ${ratio}, got no limit and request above 0; write both`,
    ],
  ],
  [
    cpu('2', undefined),
    [
      `limits.cpu ${most}, got none; write "1" or less`,
      `limits.cpu ${ratio}, got no limit and request above 0; write both`,
    ],
  ],
])('compares the resources of a container %j', (resources, expected) => {
  expect(faults('Container', resources)).toEqual(expected);
});

test('bounds the requests of claims, which have no limits', () => {
  expect(faults('PersistentVolumeClaim', { requests: { storage: '5Gi' } })).toEqual([]);
  expect(faults('PersistentVolumeClaim', { requests: { storage: '20Gi' } })).toEqual([
    'requests.storage "10Gi" or less, the max of LimitRange shop/web, got "20Gi"; write "10Gi" or less',
  ]);
});

test('reads what a LimitRange has for that type alone', () => {
  expect(faults('Pod', { requests: {}, limits: { memory: '512Mi' } })).toEqual([]);
});
