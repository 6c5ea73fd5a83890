import { containerDefaults, containerWithout, podAmounts } from '../../../lib/rules/quota/pod-amounts';
import { object } from '../../manifests';

const none = { requests: {}, limits: {} };
const container = (requests: object = {}, limits: object = {}, others: object = {}) => ({
  name: 'main',
  resources: { requests, limits },
  ...others,
});

test.each([
  ['adds containers', { containers: [container({ cpu: '250m' }), container({ cpu: 1 })] }, { 'requests.cpu': 1.25 }],
  [
    'takes a limit for the request that is left out',
    { containers: [container({}, { memory: '1Ki' })] },
    { 'requests.memory': 1024, 'limits.memory': 1024 },
  ],
  [
    'counts what runs before as little as what comes after',
    { initContainers: [container({ cpu: '1' })], containers: [container({ cpu: '2' })] },
    { 'requests.cpu': 2 },
  ],
  [
    'counts what runs before if it is more',
    { initContainers: [container({ cpu: '3' })], containers: [container({ cpu: '2' })] },
    { 'requests.cpu': 3 },
  ],
  [
    'adds sidecars to the containers, and to what runs after them',
    {
      initContainers: [container({ cpu: '1' }, {}, { restartPolicy: 'Always' }), container({ cpu: '3' })],
      containers: [container({ cpu: '2' })],
    },
    { 'requests.cpu': 4 },
  ],
  [
    'takes what the pod states as a whole',
    { resources: { requests: { cpu: '2' } }, containers: [container({ cpu: '1' })] },
    { 'requests.cpu': 2 },
  ],
  [
    'counts the claims of its volumes',
    {
      volumes: [
        { ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Ki' } } } } } },
        { emptyDir: {} },
      ],
      containers: [],
    },
    { persistentvolumeclaims: 1, 'requests.storage': 1024 },
  ],
  [
    'counts devices',
    { containers: [container({}, { 'nvidia.com/gpu': 2 })] },
    { 'requests.nvidia.com/gpu': 2, 'limits.nvidia.com/gpu': 2 },
  ],
])('%s', (_, spec, expected) => {
  expect(podAmounts(spec, none)).toEqual({ ...expected, pods: 1 });
});

const range = (limits: object) => object('LimitRange', { spec: { limits: [{ type: 'Container', ...limits }] } });

test.each([
  [
    { default: { cpu: '1' }, defaultRequest: { cpu: '500m' } },
    { requests: { cpu: '500m' }, limits: { cpu: '1' } },
  ],
  [{ default: { cpu: '1' } }, { requests: { cpu: '1' }, limits: { cpu: '1' } }],
  [
    { max: { cpu: '2' }, min: { cpu: '100m' } },
    { requests: { cpu: '2' }, limits: { cpu: '2' } },
  ],
  [{ min: { cpu: '100m' } }, { requests: { cpu: '100m' }, limits: {} }],
  [
    { type: 'Pod', max: { cpu: '2' } },
    { requests: {}, limits: {} },
  ],
])('reads the defaults of a LimitRange as the API server completes them: %j', (limits, expected) => {
  expect(containerDefaults('shop', [range(limits)])).toEqual(expected);
  expect(containerDefaults('other', [range(limits)])).toEqual(none);
});

test('gives a default to a container that states nothing, and none to one that does', () => {
  const defaults = { requests: { cpu: '500m' }, limits: { cpu: '1' } };
  const spec = { containers: [container(), container({ cpu: '2' }, { cpu: '3' }), container({}, { cpu: '4' })] };
  expect(podAmounts(spec, defaults)).toEqual({ 'requests.cpu': 6.5, 'limits.cpu': 8, pods: 1 });
});

test('finds a container that states no amount, unless the pod does', () => {
  const containers = [container({ cpu: '1' }), { name: 'log' }];
  expect(containerWithout('requests.cpu', { containers }, none)).toBe('log');
  expect(containerWithout('requests.cpu', { containers, resources: { limits: { cpu: '1' } } }, none)).toBeUndefined();
  expect(containerWithout('requests.cpu', { containers }, { requests: { cpu: '1' }, limits: {} })).toBeUndefined();
});
