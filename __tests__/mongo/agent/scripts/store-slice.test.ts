import { baseOf, sliceOf } from '../jobs/dump-job';
import { transfer } from './s3-transfers';

const [old, slice] = [sliceOf('mongo', 5, 10), sliceOf('mongo', 10, 20)];
const bucket = [baseOf('mongo', 10), old];

test('uploads the slice, and then removes those that no dump needs', () => {
  expect(transfer('store-slice', {}, { bucket, volume: [slice, 'listing'], removed: [old] })).toMatchObject({
    status: 0,
    stdout: `uploaded ${slice}\nremoved ${old}\n`,
    bucket: [baseOf('mongo', 10), slice].sort(),
  });
});

test('changes nothing where there is no slice', () => {
  expect(transfer('store-slice', {}, { bucket, removed: [] })).toMatchObject({
    status: 0,
    stdout: '',
    bucket: bucket.sort(),
  });
});

test.each(['copyto', 'deletefile'] as const)('fails where %s fails', (failing) => {
  const done = transfer('store-slice', {}, { bucket, volume: [slice], removed: [old], failing });
  expect([done.status === 0, done.bucket.includes(old)]).toEqual([false, true]);
});
