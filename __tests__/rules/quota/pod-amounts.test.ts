import {
  containerResources,
  containerWithout,
  podAmounts,
  resourceAmounts,
} from '../../../lib/rules/quota/pod-amounts';

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
    'takes the requests of the containers for those that a pod with limits leaves out',
    { resources: { limits: { cpu: '4' } }, containers: [container({ cpu: '100m' })] },
    { 'requests.cpu': 0.1, 'limits.cpu': 4 },
  ],
  [
    'takes the limits of the pod where no container requests, and for huge pages',
    {
      resources: { limits: { cpu: '4', 'hugepages-2Mi': 8 } },
      containers: [container({}, { 'hugepages-2Mi': 2 })],
    },
    { 'requests.cpu': 4, 'limits.cpu': 4, 'requests.hugepages-2Mi': 8, 'limits.hugepages-2Mi': 8 },
  ],
  [
    'adds the overhead to the requests, and to limits that there are',
    { overhead: { cpu: '500m', memory: '1Ki' }, containers: [container({ cpu: '1' }, { memory: '1Ki' })] },
    { 'requests.cpu': 1.5, 'requests.memory': 2048, 'limits.memory': 2048 },
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
  expect(podAmounts(spec, none)).toEqual({ ...expected, pods: 1, 'count/pods': 1 });
});

test('gives a default to a container that states nothing, and none to one that does', () => {
  const defaults = { requests: { cpu: '500m' }, limits: { cpu: '1' } };
  const spec = { containers: [container(), container({ cpu: '2' }, { cpu: '3' }), container({}, { cpu: '4' })] };
  expect(podAmounts(spec, defaults)).toEqual({ 'requests.cpu': 6.5, 'limits.cpu': 8, pods: 1, 'count/pods': 1 });
});

test('finds a container that states no amount, unless the pod does', () => {
  const containers = [container({ cpu: '1' }), { name: 'log' }];
  expect(containerWithout('requests.cpu', { containers }, none)).toBe('log');
  expect(containerWithout('requests.cpu', { containers, resources: { requests: { cpu: '1' } } }, none)).toBeUndefined();
  expect(containerWithout('limits.cpu', { containers, resources: { limits: { cpu: '1' } } }, none)).toBeUndefined();
  expect(containerWithout('requests.cpu', { containers }, { requests: { cpu: '1' }, limits: {} })).toBeUndefined();
});

test('knows what containers ask for without what a runtime and claims add', () => {
  const spec = { overhead: { cpu: '1' }, containers: [container({ cpu: '2' })] };
  expect(resourceAmounts(spec, none)).toEqual({ 'requests.cpu': 2 });
});

test('completes the resources of a container: its own limit is its request, before a default', () => {
  const defaults = { requests: { cpu: '1', memory: '1Ki' }, limits: { cpu: '2', memory: '2Ki' } };
  expect(containerResources(container({}, { cpu: '3' }), defaults)).toEqual({
    requests: { cpu: '3', memory: '1Ki' },
    limits: { cpu: '3', memory: '2Ki' },
  });
});
