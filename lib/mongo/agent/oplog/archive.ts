import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { documentsIn, valueAt } from './bson';
import { OpTime, opTimeOf } from './oplog';

/**
 * Returns the last entry of the oplog in a dump after which no transaction is open: what a restore of the dump ends with. It reads the whole
 * dump, and throws for one that is cut short. https://github.com/mongodb/mongo-tools/blob/master/common/archive/archive.go
 */
export async function endOfDump(file: string): Promise<OpTime> {
  let end: OpTime | undefined;
  let isHeader = false;
  let isOplog = false;
  let isPrelude = true;
  for await (const document of documentsIn(createReadStream(file).pipe(createGunzip()), { skipped: 4 })) {
    if (document.length === 0) {
      isHeader = true;
      isPrelude = false;
    } else if (isHeader) {
      isHeader = false;
      isOplog = valueAt(document, 'db') === '' && valueAt(document, 'collection') === 'oplog';
    } else if (isOplog && !isPrelude && valueAt(document, 'o', 'partialTxn') !== true) end = opTimeOf(document);
  }
  if (end === undefined) throw new Error('the dump has no oplog');
  return end;
}
