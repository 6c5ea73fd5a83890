import { Readable } from 'node:stream';
import { documentsIn, elementAt, elementsOf, valueAt, valueOf, without } from '../../../../lib/mongo/agent/oplog/bson';
import { bson, RawValue, Timestamp } from './bson-document';

test('reads the values that commands have', () => {
  const given = {
    s: 'zwölf',
    n: 12,
    d: 1.5,
    l: 7200n,
    yes: true,
    list: ['a', { b: 1 }],
    ts: new Timestamp(4294967295, 7),
  };
  const document = bson({ all: given });
  expect(valueAt(document, 'all')).toEqual({
    ...given,
    l: 7200,
    ts: { seconds: 4294967295, increment: 7 },
  });
});

test.each<[string, number, Buffer]>([
  ['a binary', 0x05, Buffer.from([2, 0, 0, 0, 4, 1, 2])],
  ['an object id', 0x07, Buffer.alloc(12, 1)],
  ['a date', 0x09, Buffer.alloc(8, 1)],
  ['null', 0x0a, Buffer.alloc(0)],
  ['a regular expression', 0x0b, Buffer.from('a.*\0i\0')],
  ['a pointer', 0x0c, Buffer.concat([Buffer.from([2, 0, 0, 0, 65, 0]), Buffer.alloc(12, 1)])],
  ['code', 0x0d, Buffer.from([2, 0, 0, 0, 65, 0])],
  ['code with its scope', 0x0f, Buffer.from([18, 0, 0, 0, 2, 0, 0, 0, 65, 0, 5, 0, 0, 0, 0, 0, 0, 0])],
  ['a decimal', 0x13, Buffer.alloc(16, 1)],
  ['the smallest key', 0xff, Buffer.alloc(0)],
])('finds what follows %s, which no command of indexes has', (_, type, bytes) => {
  const document = bson({ value: new RawValue(type, bytes), after: 1 });
  const [value] = elementsOf(document);
  expect(valueAt(document, 'after')).toBe(1);
  expect(() => value && valueOf(document, value)).toThrow(`value has the BSON type ${type}`);
});

test('finds nothing below a value that has no elements', () => {
  expect(elementAt(bson({ o: 'text' }), 'o', 'index')).toBeUndefined();
});

test('takes an element out, at any depth', () => {
  const document = bson({ op: 'c', o: { collMod: 'a', index: { name: 'x_1' }, validator: {} }, ns: 'shop.$cmd' });
  expect(
    without(document, 'o', 'index').equals(bson({ op: 'c', o: { collMod: 'a', validator: {} }, ns: 'shop.$cmd' })),
  ).toBe(true);
  expect(without(document, 'o', 'other')).toBe(document);
});

test('reads documents from parts of any size', async () => {
  const documents = [bson({ n: 1 }), bson({ text: 'x'.repeat(50) }), bson({})];
  const whole = Buffer.concat(documents);
  for (const size of [1, 3, 17, whole.length]) {
    const parts = Array.from({ length: Math.ceil(whole.length / size) }, (_, n) =>
      whole.subarray(n * size, (n + 1) * size),
    );
    const read: Buffer[] = [];
    for await (const document of documentsIn(Readable.from(parts))) read.push(Buffer.from(document));
    expect(read).toEqual(documents);
  }
});

test('reports a file that ends within a document', async () => {
  const parts = Readable.from([bson({ n: 1 }), bson({ n: 2 }).subarray(0, 6)]);
  await expect(documentsIn(parts).next()).resolves.toMatchObject({ done: false });
  const rest = documentsIn(Readable.from([bson({ n: 2 }).subarray(0, 6)]));
  await expect(rest.next()).rejects.toThrow('the file ends within a document');
});
