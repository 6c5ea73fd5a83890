import { isSame, replayQuery, secondOf, SourceOplog } from '../../../../lib/mongo/agent/import/source-oplog';
import { at, batch, server } from './servers';

test('ends at an entry that no election takes back and that ends its transaction', async () => {
  const { connection, asked } = await server({ find: batch({ ts: at(7) }) });
  expect(secondOf(await new SourceOplog(connection).newest())).toBe(7);
  expect(asked[0]).toMatchObject({
    database: 'local',
    command: {
      filter: { 'o.partialTxn': { $ne: true } },
      sort: { $natural: -1 },
      readConcern: { level: 'majority' },
    },
  });
});

test('has no newest entry if it is empty', async () => {
  const { connection } = await server({ find: batch() });
  await expect(new SourceOplog(connection).newest()).rejects.toThrow('the oplog of the source is empty');
});

test('takes 20,000 entries at a time', async () => {
  const { connection, asked } = await server({ find: batch({ ts: at(8) }) });
  expect(secondOf(await new SourceOplog(connection).endOfPart(at(7), at(9)))).toBe(8);
  expect(asked[0]?.command).toMatchObject({ skip: 20000, limit: 1 });
});

test('takes all that there is if it is less', async () => {
  const { connection } = await server({ find: batch() });
  expect(secondOf(await new SourceOplog(connection).endOfPart(at(7), at(9)))).toBe(9);
});

test.each([
  ['an entry that is there', 'has', at(7)],
  ['changes of clients', 'hasChanges', { $gt: at(7) }],
  ['renamed collections', 'hasRenames', { $gt: at(7) }],
] as const)('looks for %s', async (_, method, value) => {
  const found = [];
  for (const answer of [batch({ ts: at(7) }), batch()]) {
    const { connection } = await server({ find: answer });
    found.push(await new SourceOplog(connection)[method](value as never));
  }
  expect(found).toEqual([true, false]);
});

test('leaves out users, what is the server’s own, and entries without a change', () => {
  expect(replayQuery({ $gt: at(7, 2), $lte: at(9) })).toEqual({
    ts: { $gt: { $timestamp: { t: 7, i: 2 } }, $lte: { $timestamp: { t: 9, i: 1 } } },
    op: { $ne: 'n' },
    $or: [
      { ns: 'admin.$cmd', 'o.applyOps': { $exists: true } },
      { ns: { $not: { $regex: '^(admin|config|local)\\.' } } },
    ],
  });
});

test('tells entries of one second apart', () => {
  expect([isSame(at(7), at(7)), isSame(at(7), at(7, 2)), isSame(at(7), at(8))]).toEqual([true, false, false]);
});
