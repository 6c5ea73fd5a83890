import { Chart } from 'cdk8s';
import { checkMongoSizing, mongodResources, MongoSizingProps } from '../../lib/mongo/sizing';
import { refusal, attachedFindings } from '../rendered';

test.each([
  ['s', '512Mi', '100m', '1'],
  ['m', '1Gi', '250m', '2'],
  ['l', '4Gi', '1', '4'],
] as const)('size %s has %s of memory, and %s CPU, at most %s', (size, memory, cpu, most) => {
  expect(mongodResources({ size })).toEqual({
    requests: { memory, cpu, 'ephemeral-storage': '64Mi' },
    limits: { memory, cpu: most, 'ephemeral-storage': '256Mi' },
  });
});

test.each<[string, MongoSizingProps, object]>([
  ['asks for all the memory that it limits', { resources: { limits: { memory: '8Gi' } } }, { memory: '8Gi' }],
  [
    'takes the memory that is asked for as the limit',
    { resources: { requests: { memory: '2Gi' } } },
    { memory: '2Gi' },
  ],
  ['has no limit on CPU on request', { resources: { limits: { cpu: false } } }, { cpu: false }],
])('%s', (_, props, limits) => {
  const resources = mongodResources(props);
  expect(resources.limits).toMatchObject(limits);
  expect(resources.requests?.memory).toBe(resources.limits?.memory);
});

test('refuses a size that is none', () => {
  const message = refusal((chart: Chart) => {
    checkMongoSizing(attachedFindings(chart), 'xl' as 'l', mongodResources({}));
  });
  expect(message).toContain('[shop] size must be "s", "m" or "l", got "xl"; write one of them');
});
