import { dumpOf } from '../jobs/dump-job';
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
