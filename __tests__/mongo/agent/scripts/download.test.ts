import { baseOf, dumpOf, sliceOf } from '../jobs/dump-job';
import { transfer } from './s3-transfers';

const variables = { FROM: 'mongo', DUMP: 'latest', MARK: 'mongo-1.restored' };
const other = 'mongo-copy-2026-01-09T03-00-00Z.archive.gz';
const bucket = [dumpOf('01'), dumpOf('02'), other, 'mongo-2.restored'];

test.each([
  ['the latest dump', {}, dumpOf('02')],
  ['the dump that is asked for', { DUMP: dumpOf('01') }, dumpOf('01')],
  ['the dump of another set', { FROM: 'mongo-copy' }, other],
])('brings %s', (_, change, dump) => {
  expect(transfer('download', { ...variables, ...change }, { bucket })).toMatchObject({
    status: 0,
    stdout: `downloaded ${dump}\n`,
    volume: [dump],
  });
});

test('brings the mark alone where this was restored before', () => {
  const done = transfer('download', { ...variables, MARK: 'mongo-2.restored' }, { bucket });
  expect(done).toMatchObject({ status: 0, volume: ['mongo-2.restored'] });
});

test.each([
  ['names the dumps that there are', bucket, `${dumpOf('01')} ${dumpOf('02')}`],
  ['says that there are none', [], 'none'],
])('%s where the one that is asked for is not among them', (_, files, found) => {
  expect(transfer('download', { ...variables, DUMP: dumpOf('09') }, { bucket: files })).toMatchObject({
    status: 1,
    stderr: `there is no dump ${dumpOf('09')} of mongo; there are: ${found}\n`,
    volume: [],
  });
});

test('refuses to restore the latest of no dumps', () => {
  expect(transfer('download', variables, {})).toMatchObject({
    status: 1,
    stderr: 'there is no dump latest of mongo; there are: none\n',
  });
});

test.each(['lsf', 'copyto'] as const)('fails where %s fails', (failing) => {
  expect(transfer('download', variables, { bucket, failing }).status).not.toBe(0);
});

test.each<[string, string, readonly string[]]>([
  [
    'the newest dump before a time, and its slices until then',
    '1970-01-01T00:00:25Z',
    [baseOf('mongo', 15), sliceOf('mongo', 10, 20), sliceOf('mongo', 20, 30)],
  ],
  [
    'an older dump for a time before the newest',
    '1970-01-01T00:00:12Z',
    [baseOf('mongo', 5), sliceOf('mongo', 0, 10), sliceOf('mongo', 10, 20)],
  ],
  ['the slices alone where no dump is old enough', '1970-01-01T00:00:05Z', [sliceOf('mongo', 0, 10)]],
])('brings %s, and the list of all', (_, TO, expected) => {
  const ours = [5, 15].map((end) => baseOf('mongo', end));
  const slices = [
    sliceOf('mongo', 0, 10),
    sliceOf('mongo', 10, 20),
    sliceOf('mongo', 20, 30),
    sliceOf('mongo', 30, 40),
  ];
  const others = [dumpOf('01'), baseOf('mongo-b', 16), sliceOf('mongo-b', 10, 20)];
  const done = transfer('download', { ...variables, TO }, { bucket: [...ours, ...slices, ...others] });
  expect(done.status).toBe(0);
  expect(done.volume.sort()).toEqual([...expected, 'listing'].sort());
});
