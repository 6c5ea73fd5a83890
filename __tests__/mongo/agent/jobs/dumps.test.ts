import { dumpsOf } from '../../../../lib/mongo/agent/jobs/dumps';

test('knows the dumps of a set, the oldest first, and of no other', () => {
  const old = 'mongo-2026-01-02T03-04-05Z.archive.gz';
  const young = 'mongo-2026-01-12T03-04-05Z.archive.gz';
  const others = ['mongo-b-2026-01-02T03-04-05Z.archive.gz', `${old}.partial`, 'mongo-notes.archive.gz', 'lost+found'];
  expect(dumpsOf('mongo', [young, ...others, old])).toEqual([old, young]);
});
