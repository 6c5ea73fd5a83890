import { Findings } from '../../../lib/findings/findings';
import { decided, PropsOf } from '../../../lib/props/schema';
import { cacheSizeGB, checkMongoSizing, mongodResources, sizing } from '../../../lib/mongo/mongod/sizing';
import { issuesOf } from '../../problem-text';

test.each([
  ['s', '512Mi', '100m', '1'],
  ['m', '1Gi', '250m', '2'],
  ['l', '4Gi', '1', '4'],
] as const)('size %s has %s of memory, and %s CPU, at most %s', (size, memory, cpu, most) => {
  expect(mongodResources(decided(sizing, { size }))).toEqual({
    requests: { memory, cpu, 'ephemeral-storage': '64Mi' },
    limits: { memory, cpu: most, 'ephemeral-storage': '256Mi' },
  });
});

test.each<[string, PropsOf<typeof sizing>, object]>([
  ['asks for all the memory that it limits', { resources: { limits: { memory: '8Gi' } } }, { memory: '8Gi' }],
  [
    'takes the memory that is asked for as the limit',
    { resources: { requests: { memory: '2Gi' } } },
    { memory: '2Gi' },
  ],
  ['has no limit on CPU on request', { resources: { limits: { cpu: false } } }, { cpu: false }],
])('%s', (_, props, limits) => {
  const resources = mongodResources(decided(sizing, props));
  expect(resources.limits).toMatchObject(limits);
  expect(resources.requests?.memory).toBe(resources.limits?.memory);
});

test('refuses a size that is none', () => {
  expect(['xl', 'toString'].flatMap((size) => issuesOf(sizing, { size }))).toEqual([
    'size must be "s" or "m" or "l", got "xl"; write "m"',
    'size must be "s" or "m" or "l", got "toString"; write "m"',
  ]);
});

test.each([
  ['512Mi', 0.25],
  ['1Gi', 0.25],
  ['1536Mi', 0.25],
  ['2Gi', 0.5],
  ['2500Mi', 0.72],
  ['16Gi', 7.5],
])('of %s, the cache gets %d GB', (memory, size) => {
  expect(cacheSizeGB({ limits: { memory } })).toBe(size);
});

test.each([
  ['512Mi', []],
  [
    '511Mi',
    [
      'resources.limits.memory must be at least "512Mi", half of which is mongod\'s smallest cache, got "511Mi"; write "512Mi", in production "2Gi" or more',
    ],
  ],
])('of %s, the findings are %j', (memory, expected) => {
  const findings = new Findings();
  checkMongoSizing(findings, mongodResources({ size: 'm', resources: { limits: { memory } } }));
  expect(findings.validate()).toEqual(expected);
});
