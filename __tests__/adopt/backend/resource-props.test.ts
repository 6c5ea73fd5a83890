import { adoptedProps, deploymentText } from '../adopted';

const size = (cpu: string, memory: string, limit: string): object => ({
  requests: { cpu, memory },
  limits: { cpu: limit, memory },
});

test.each([
  ['the default size', size('100m', '256Mi', '1'), {}],
  ['another size', size('50m', '128Mi', '500m'), { size: 's' }],
  ['what differs from a size', size('500m', '2Gi', '2'), { size: 'l', resources: { requests: { memory: '2Gi' } } }],
  [
    'that a limit of CPU is not stated',
    { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
    { resources: { limits: { cpu: false } } },
  ],
  [
    'limits alone, which are requests too',
    { limits: { cpu: '1', memory: '256Mi' } },
    { resources: { requests: { cpu: '1' } } },
  ],
])('says %s', (_, resources, props) => {
  expect(adoptedProps([deploymentText({ resources })])).toEqual({ networkPolicy: false, ...props });
});

test('adds no limit of memory where a request has none', () => {
  expect(adoptedProps([deploymentText({ resources: { requests: { cpu: '100m', memory: '256Mi' } } })])).toEqual({
    resources: { limits: { cpu: false } },
    networkPolicy: false,
    overrides: ofContainer({ resources: { limits: { memory: null } } }),
  });
});

test('gives a container that states no limit of the disk the default, and scratch space a size, unless resources are kept', () => {
  const resources = { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '256Mi' } };
  const volumeMounts = [{ name: 'data', mountPath: '/data' }];
  const volumes = [{ name: 'data', emptyDir: {} }];
  const text = deploymentText({ resources, volumeMounts }, { volumes });
  expect(adoptedProps([text])).toEqual({ mounts: { '/data': { emptyDir: '1Gi' } }, networkPolicy: false });
  const containers = [{ name: 'web', volumeMounts, resources: { limits: { 'ephemeral-storage': null } } }];
  expect(adoptedProps([text], new Map([['resources', 'keep']]))).toEqual({
    networkPolicy: false,
    overrides: { deployment: { spec: { template: { spec: { containers, volumes } } } } },
  });
});

test('gives a container that states nothing the default size, or nothing if that is chosen', () => {
  expect(adoptedProps([deploymentText({})])).toEqual({ networkPolicy: false });
  expect(adoptedProps([deploymentText({})], new Map([['resources', 'keep']]))).toEqual({
    networkPolicy: false,
    overrides: ofContainer({ resources: null }),
  });
});

function ofContainer(fields: object): object {
  return { deployment: { spec: { template: { spec: { containers: [{ name: 'web', ...fields }] } } } } };
}
