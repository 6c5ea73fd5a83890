import { totalsText } from '../../../lib/plan/output/totals-text';

const gibibyte = 1024 ** 3;

test('shows the totals that differ', () => {
  const before = { cpu: 0.5, memory: gibibyte, storage: 10 * gibibyte };
  expect(totalsText({ before, after: { cpu: 1.25, memory: 1.5 * gibibyte, storage: 30 * gibibyte } })).toEqual([
    'all pods request cpu 500m → 1250m, memory 1Gi → 1536Mi',
    'all claims 10Gi → 30Gi',
  ]);
  expect(totalsText({ before, after: { ...before, storage: 0 } })).toEqual(['all claims 10Gi → 0']);
});

test('shows none that are equal or not known', () => {
  const before = { cpu: 0.1 + 0.2, memory: 0, storage: 0 };
  expect([totalsText({ before, after: { ...before, cpu: 0.3 } }), totalsText(undefined)]).toEqual([[], []]);
});
