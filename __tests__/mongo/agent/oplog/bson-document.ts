/** A timestamp of BSON. */
export class Timestamp {
  constructor(
    readonly seconds: number,
    readonly increment: number,
  ) {}
}

/** Bytes that stand as a value of a type that the constructors have no word for. */
export class RawValue {
  constructor(
    readonly type: number,
    readonly bytes: Buffer,
  ) {}
}

/** A document in BSON: whole numbers are of 32 bits, a bigint of 64. */
export function bson(document: object): Buffer {
  const elements = Object.entries(document).map(([name, value]) => {
    const [type, bytes] = encoded(value);
    return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), bytes]);
  });
  const body = Buffer.concat([...elements, Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

/** An entry of the oplog of a second, by the primary of the first term. */
export function entry(seconds: number, fields: object, { increment = 1, term = 1n } = {}): Buffer {
  return bson({ ...fields, ts: new Timestamp(seconds, increment), t: term });
}

/** The entry of a command. */
export function command(seconds: number, namespace: string, o: object, more: object = {}): Buffer {
  return entry(seconds, { op: 'c', ns: `${namespace}.$cmd`, o, ...more });
}

/** The entry of a document that was inserted. */
export function insert(seconds: number, namespace: string, o: object): Buffer {
  return entry(seconds, { op: 'i', ns: namespace, o });
}

function encoded(value: unknown): [number, Buffer] {
  if (value instanceof RawValue) return [value.type, value.bytes];
  if (value instanceof Timestamp) {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(value.increment, 0);
    bytes.writeUInt32LE(value.seconds, 4);
    return [0x11, bytes];
  }
  if (typeof value === 'bigint') {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return [0x12, bytes];
  }
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return [0x10, int32(value)];
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    return [0x01, bytes];
  }
  if (typeof value === 'string')
    return [0x02, Buffer.concat([int32(Buffer.byteLength(value) + 1), Buffer.from(`${value}\0`)])];
  if (typeof value === 'boolean') return [0x08, Buffer.from([Number(value)])];
  if (value === null) return [0x0a, Buffer.alloc(0)];
  return [Array.isArray(value) ? 0x04 : 0x03, bson(value as object)];
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
