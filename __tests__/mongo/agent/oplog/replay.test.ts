import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { replay } from '../../../../lib/mongo/agent/oplog/replay';
import { documentsIn, elementsOf, valueAt } from '../../../../lib/mongo/agent/oplog/bson';
import { mongosh } from '../mongosh';
import { command, entry, insert, RawValue } from './bson-document';
import { dumpSettings, tool } from '../jobs/dump-job';

/** What is done with entries, in order: what a mongorestore is given, and which commands the server is given. */
async function replayed(entries: readonly Buffer[]) {
  const settings = dumpSettings();
  const done = join(settings.directory, 'done');
  const { Mongo } = mongosh({
    answer: ({ database, command }) => {
      appendFileSync(done, `${database}: ${JSON.stringify(command)}\n`);
      return { ok: 1 };
    },
  });
  const given = join(settings.directory, 'given');
  const program = tool(
    settings.directory,
    `for word in "$@"; do case $word in --oplogFile=*) cat "\${word#--oplogFile=}" >${given}-$$; esac; done; echo "run $$" >>${done}`,
  );
  const result = await replay(await new Mongo('mongodb://host/'), settings, Readable.from(entries), program);
  const lines = existsSync(done) ? readFileSync(done, 'utf8').trim().split('\n') : [];
  const steps = lines.map(async (line) => {
    const [, run] = /^run (\d+)$/.exec(line) ?? [];
    if (run === undefined) return line;
    const seconds: unknown[] = [];
    for await (const document of documentsIn(Readable.from([readFileSync(`${given}-${run}`)])))
      seconds.push((valueAt(document, 'ts') as { seconds: number }).seconds, ...fieldsOf(document));
    return seconds;
  });
  return { result, steps: await Promise.all(steps) };
}

/** The fields of a command beyond its name, where it is one that was changed. */
function fieldsOf(document: Buffer): string[] {
  const o = [...elementsOf(document)].find(({ name }) => name === 'o');
  const [first, ...others] = o === undefined ? [] : elementsOf(document, o.value);
  return ['collMod', 'renameCollection'].includes(first?.name ?? '') ? others.map(({ name }) => name) : [];
}

const whole = (entries: number, seconds: number) => ({ entries, last: { seconds, increment: 1, term: 1 } });

test('gives one run of mongorestore all entries in order', async () => {
  const entries = [
    insert(1, 'shop.a', { _id: 1 }),
    command(2, 'shop', { create: 'b' }),
    command(3, 'shop', { drop: 'a' }),
  ];
  expect(await replayed(entries)).toEqual({ result: whole(3, 3), steps: [[1, 2, 3]] });
});

test('runs mongorestore not at all for nothing', async () => {
  expect(await replayed([])).toEqual({ result: { entries: 0 }, steps: [] });
});

test.each<[string, object]>([
  ['createIndexes', { createIndexes: 'a', v: 2, key: { x: 1 }, name: 'x_1' }],
  ['commitIndexBuild', { commitIndexBuild: 'a', indexes: [{ v: 2, key: { x: 1 }, name: 'x_1' }] }],
])('builds an index where it was built, by a run that ends with its %s', async (_, o) => {
  const rename = { renameCollection: 'shop.a', to: 'shop.b', stayTemp: false };
  const entries = [insert(1, 'shop.a', { _id: 1 }), command(2, 'shop', o), command(3, 'shop', rename)];
  expect(await replayed(entries)).toEqual({
    result: whole(3, 3),
    steps: [
      [1, 2],
      [3, 'to', 'stayTemp'],
    ],
  });
});

test('drops an index, which mongorestore does not', async () => {
  const entries = [
    insert(1, 'shop.a', {}),
    command(2, 'shop', { dropIndexes: 'a', index: 'x_1' }),
    insert(3, 'shop.a', {}),
  ];
  const drop = 'shop: {"dropIndexes":"a","index":"x_1"}';
  expect(await replayed(entries)).toEqual({ result: whole(3, 3), steps: [[1], drop, [3]] });
});

test('changes an index, and has mongorestore change the collection', async () => {
  const index = { name: 'w_1', expireAfterSeconds: 7200n, other: 1 };
  const entries = [
    command(1, 'shop', { collMod: 'a', index }),
    command(2, 'shop', { collMod: 'a', index, validator: { at: new RawValue(9, Buffer.alloc(8)) } }),
    command(3, 'shop', { collMod: 'a', validationLevel: 'off' }),
  ];
  const change = 'shop: {"collMod":"a","index":{"name":"w_1","expireAfterSeconds":7200}}';
  expect(await replayed(entries)).toEqual({
    result: whole(3, 3),
    steps: [change, change, [2, 'validator', 3, 'validationLevel']],
  });
});

test('drops the collection whose name another takes', async () => {
  const dropTarget = new RawValue(5, Buffer.concat([Buffer.from([16, 0, 0, 0, 4]), Buffer.alloc(16)]));
  const rename = { renameCollection: 'shop.tmp', to: 'shop.report.daily', dropTarget, stayTemp: false };
  expect(await replayed([insert(1, 'shop.tmp', {}), command(2, 'shop', rename)])).toEqual({
    result: whole(2, 2),
    steps: [[1], 'shop: {"drop":"report.daily"}', [2, 'to', 'stayTemp']],
  });
});

test('leaves out what belongs to the set and not to its data', async () => {
  const operations = (...namespaces: string[]) => ({ applyOps: namespaces.map((ns) => ({ op: 'u', ns, o: {} })) });
  const entries = [
    entry(1, { op: 'n', ns: '', o: { msg: 'periodic noop' } }),
    insert(2, 'admin.system.users', {}),
    insert(3, 'admin.system.version', {}),
    insert(4, 'config.system.sessions', {}),
    command(5, 'admin', { createIndexes: 'system.users', key: {} }),
    command(6, 'config', { create: 'transactions' }),
    command(7, 'admin', operations('admin.system.roles', 'admin.system.users')),
    command(8, 'admin', operations('shop.a', 'shop.b')),
    insert(9, 'admin.settings', {}),
    command(10, 'admin', { create: 'settings' }),
    command(11, 'admin', operations()),
  ];
  expect(await replayed(entries)).toEqual({ result: whole(4, 11), steps: [[8, 9, 10, 11]] });
});

test('tells the last entry after which no transaction is open', async () => {
  const part = (seconds: number, o: object) =>
    command(seconds, 'admin', { applyOps: [{ op: 'i', ns: 'shop.a', o: {} }], ...o }, { txnNumber: 1n });
  const open = [insert(1, 'shop.a', {}), part(2, { partialTxn: true }), part(3, { partialTxn: true })];
  expect(await replayed(open)).toEqual({ result: whole(3, 1), steps: [[1, 2, 3]] });
  expect(await replayed([...open, part(4, { count: 3n })])).toEqual({ result: whole(4, 4), steps: [[1, 2, 3, 4]] });
});

test('reports a mongorestore that fails, and begins no other', async () => {
  const settings = dumpSettings();
  const { Mongo, asked } = mongosh({ answer: () => ({ ok: 1 }) });
  const entries = Readable.from([insert(1, 'shop.a', {}), command(2, 'shop', { dropIndexes: 'a', index: 'x_1' })]);
  const program = tool(settings.directory, 'exit 1', 'mongorestore');
  const failing = replay(await new Mongo('mongodb://host/'), settings, entries, program);
  await expect(failing).rejects.toThrow('mongorestore ended with 1');
  expect(asked).toEqual([]);
});
