import { baseOf, dumpOf, sliceOf } from '../jobs/dump-job';
import { transfer } from './s3-transfers';

const variables = { SET: 'mongo', KEEP: '2' };
const bucket = [dumpOf('01'), dumpOf('02'), dumpOf('03')];
const volume = [dumpOf('04')];

test('uploads the dump, and then removes those beyond the wanted number', () => {
  expect(transfer('upload', variables, { bucket, volume })).toMatchObject({
    status: 0,
    stdout: `uploaded ${dumpOf('04')}\nremoved ${dumpOf('02')}\nremoved ${dumpOf('01')}\n`,
    bucket: [dumpOf('03'), dumpOf('04')],
  });
});

test('removes nothing of what is not a dump of the set', () => {
  const others = ['mongo-copy-2026-01-01T03-00-00Z.archive.gz', 'mongo-1.restored', 'notes.txt'];
  const done = transfer('upload', { SET: 'mongo', KEEP: '1' }, { bucket: others, volume });
  expect(done.bucket).toEqual([...others, dumpOf('04')].sort());
});

test.each(['copyto', 'lsf', 'deletefile'] as const)('fails where %s fails', (failing) => {
  expect(transfer('upload', variables, { bucket, volume, failing }).status).not.toBe(0);
});

test('keeps every dump where the new one does not reach the bucket', () => {
  expect(transfer('upload', { SET: 'mongo', KEEP: '1' }, { bucket, volume, failing: 'copyto' }).bucket).toEqual(bucket);
});

test('does not fail where the storage knows nothing of uploads that were cut short', () => {
  expect(transfer('upload', variables, { bucket, volume, failing: 'backend' })).toMatchObject({
    status: 0,
    stderr: 'parts of uploads that were cut short, if any, stay\n',
  });
});

test('counts dumps that slices follow, and leaves the slices', () => {
  const given = { bucket: [dumpOf('01'), sliceOf('mongo', 10, 20)], volume: [baseOf('mongo', 20)] };
  expect(transfer('upload', { SET: 'mongo', KEEP: '1' }, given)).toMatchObject({
    status: 0,
    bucket: [baseOf('mongo', 20), sliceOf('mongo', 10, 20)].sort(),
  });
});
