import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { endOfDump } from '../../../../lib/mongo/agent/oplog/archive';
import { temporaryDirectory } from '../../../temporary-directory';
import { bson, command, insert } from './bson-document';

const separator = Buffer.from([0xff, 0xff, 0xff, 0xff]);

/** A dump with these entries in its oplog, between the documents of a collection. */
function dump(entries: readonly Buffer[], cut = 0): string {
  const block = (db: string, collection: string, documents: readonly Buffer[]) => [
    bson({ db, collection, EOF: false, CRC: 0n }),
    ...documents,
    separator,
  ];
  const whole = Buffer.concat([
    Buffer.from([0x6d, 0xe2, 0x99, 0x81]),
    bson({ version: '0.1', server_version: '6.0.5' }),
    bson({ db: '', collection: 'oplog', metadata: '{}', size: 0 }),
    separator,
    ...block('shop', 'oplog', [insert(90, 'shop.oplog', { text: 'x'.repeat(2000) })]),
    ...(entries.length === 0 ? [] : block('', 'oplog', entries)),
    ...block('shop', 'other', [insert(91, 'shop.other', {})]),
  ]);
  const file = join(temporaryDirectory(), 'dump.archive.gz');
  writeFileSync(file, gzipSync(whole.subarray(0, whole.length - cut)));
  return file;
}

test('finds the last entry of the oplog in a dump', async () => {
  const found = await endOfDump(dump([insert(10, 'shop.a', {}), insert(12, 'shop.a', {})]));
  expect(found).toEqual({ seconds: 12, increment: 1, term: 1 });
});

test('ends before a transaction that is open at the end', async () => {
  const part = (seconds: number) => command(seconds, 'admin', { applyOps: [], partialTxn: true });
  expect((await endOfDump(dump([insert(10, 'shop.a', {}), part(11), part(12)]))).seconds).toBe(10);
});

test.each<[string, string, string]>([
  ['has no oplog', dump([]), 'the dump has no oplog'],
  ['is cut short', dump([insert(10, 'shop.a', {})], 10), 'the file ends within a document'],
])('reports a dump that %s', async (_, file, reason) => {
  await expect(endOfDump(file)).rejects.toThrow(reason);
});
