/** An element of a BSON document. https://bsonspec.org/spec.html */
export interface BsonElement {
  readonly type: number;
  readonly name: string;
  /** The place of the element in the buffer, of its value, and of what follows. */
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

const types = { double: 1, string: 2, document: 3, array: 4, boolean: 8, int32: 16, timestamp: 17, int64: 18 } as const;

const fixedSizes: Readonly<Record<number, number>> = {
  [types.double]: 8,
  0x06: 0,
  0x07: 12,
  [types.boolean]: 1,
  0x09: 8,
  0x0a: 0,
  [types.int32]: 4,
  [types.timestamp]: 8,
  [types.int64]: 8,
  0x13: 16,
  0x7f: 0,
  0xff: 0,
};

/** Returns the elements of a document, which begins at a place in the buffer. */
export function* elementsOf(buffer: Buffer, document = 0): Generator<BsonElement> {
  const last = document + buffer.readInt32LE(document) - 1;
  for (let start = document + 4; start < last;) {
    const type = buffer.readUInt8(start);
    const value = afterName(buffer, start + 1);
    const end = value + sizeOf(buffer, type, value);
    yield { type, name: buffer.toString('utf8', start + 1, value - 1), start, value, end };
    start = end;
  }
}

/** Returns the element at a path of names; undefined without one. */
export function elementAt(buffer: Buffer, ...path: readonly string[]): BsonElement | undefined {
  let found: BsonElement | undefined;
  for (const name of path) {
    if (found !== undefined && !isDocument(found)) return undefined;
    found = [...elementsOf(buffer, found?.value)].find((element) => element.name === name);
    if (found === undefined) return undefined;
  }
  return found;
}

/** Returns a value as JSON has it; a timestamp as its seconds and its increment. Throws for a type that no command of indexes has. */
export function valueOf(buffer: Buffer, { type, name, value }: BsonElement): unknown {
  switch (type) {
    case types.double:
      return buffer.readDoubleLE(value);
    case types.string:
      return buffer.toString('utf8', value + 4, value + 3 + buffer.readInt32LE(value));
    case types.document:
      return Object.fromEntries([...elementsOf(buffer, value)].map((one) => [one.name, valueOf(buffer, one)]));
    case types.array:
      return [...elementsOf(buffer, value)].map((one) => valueOf(buffer, one));
    case types.boolean:
      return buffer.readUInt8(value) === 1;
    case types.int32:
      return buffer.readInt32LE(value);
    case types.timestamp:
      return { seconds: buffer.readUInt32LE(value + 4), increment: buffer.readUInt32LE(value) };
    case types.int64:
      return Number(buffer.readBigInt64LE(value));
    default:
      throw new Error(`${name} has the BSON type ${type}`);
  }
}

/** Returns the value at a path; undefined without one. */
export function valueAt(buffer: Buffer, ...path: readonly string[]): unknown {
  const found = elementAt(buffer, ...path);
  return found && valueOf(buffer, found);
}

/** Returns true for an element with elements of its own. */
export function isDocument({ type }: BsonElement): boolean {
  return type === types.document || type === types.array;
}

/** Returns the document without one of its elements, which may be in a document of its own. */
export function without(buffer: Buffer, ...path: readonly string[]): Buffer {
  const left = elementAt(buffer, ...path);
  if (left === undefined) return buffer;
  const rest = Buffer.concat([buffer.subarray(0, left.start), buffer.subarray(left.end)]);
  const documents = [0, ...path.slice(0, -1).map((_, depth) => elementAt(buffer, ...path.slice(0, depth + 1))?.value)];
  for (const place of documents)
    if (place !== undefined) rest.writeInt32LE(buffer.readInt32LE(place) - (left.end - left.start), place);
  return rest;
}

/**
 * Returns the documents of a file that is read in parts, from `skipped` bytes on. A separator of an archive has the size -1: it
 * becomes an empty document. Throws if the file ends within one.
 */
export async function* documentsIn(parts: AsyncIterable<Buffer>, { skipped = 0 } = {}): AsyncGenerator<Buffer> {
  let isBegun = skipped === 0;
  let rest: Buffer = Buffer.alloc(0);
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const part of parts) {
    waiting.push(part);
    length += part.length;
    // A document of many parts is put together once, and not with each of them.
    const wanted = rest.length >= 4 ? rest.readInt32LE(0) : isBegun ? 4 : skipped;
    if (rest.length + length < wanted) continue;
    rest = Buffer.concat([rest, ...waiting]);
    [waiting, length] = [[], 0];
    let start = isBegun ? 0 : skipped;
    isBegun = true;
    while (rest.length - start >= 4) {
      const size = rest.readInt32LE(start);
      if (rest.length - start < size) break;
      yield rest.subarray(start, start + Math.max(size, 0));
      start += Math.max(size, 4);
    }
    rest = rest.subarray(start);
  }
  if (rest.length + length > 0) throw new Error('the file ends within a document');
}

function afterName(buffer: Buffer, start: number): number {
  return buffer.indexOf(0, start) + 1;
}

function sizeOf(buffer: Buffer, type: number, value: number): number {
  const fixed = fixedSizes[type];
  if (fixed !== undefined) return fixed;
  if (type === 0x0b) return afterName(buffer, afterName(buffer, value)) - value;
  const length = buffer.readInt32LE(value);
  if (type === types.document || type === types.array || type === 0x0f) return length;
  if (type === 0x05) return length + 5;
  if (type === 0x0c) return length + 16;
  return length + 4;
}
