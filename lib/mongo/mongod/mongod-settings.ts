import { dump } from 'js-yaml';
import { Problem, quoted } from '../../findings/problem';
import { object } from '../../props/object';
import { isMap } from '../../props/map';
import { boolean, integer, number, oneOf } from '../../props/scalar';
import { Decided, decided, named, optional, Props, PropsOf } from '../../props/schema';
import { flatOptions, mongodOptions } from './mongod-options';

const settings = object({
  /**
   * The largest size of the oplog, in MB from 990. On a set that runs, `replSetResizeOplog` changes it, and this prop does not.
   * @default - 5 % of the volume's free space, at least 990 MB, at most 50 GB
   */
  oplogSizeMB: optional(integer({ min: 990 })),
  /**
   * The time that an entry stays in the oplog at least, in hours: a member may be away for as long, or a backup take as long.
   * @default - 0, which is mongod's
   */
  oplogMinRetentionHours: optional(number({ check: hoursProblem, example: '24' })),
  /**
   * The time from which on an operation is slow, and is written to the log, in milliseconds.
   * @default - 100, which is mongod's
   */
  slowOpThresholdMs: optional(integer({ min: 0 })),
  /** The compression of new collections. @default - 'snappy', which is mongod's */
  blockCompressor: optional(oneOf(['snappy', 'zstd', 'zlib', 'none'], { example: '"zstd"' })),
  /** The number of connections that a member accepts at most, from 100. @default - as many as the system allows */
  maxIncomingConnections: optional(integer({ min: 100 })),
  /**
   * True for members that listen on IPv6 too. On nodes without IPv6, mongod does not start with it.
   * @default - false, which is mongod's
   */
  ipv6: optional(boolean({ example: 'true' })),
  /**
   * Further settings of `mongod.conf`, nested as there or with dotted names, such as `{ 'setParameter.ttlMonitorSleepSecs': 30 }`. They
   * win over the others, as `{ 'security.javascriptEnabled': true }` does for clients that use `$where`, `$function` or `mapReduce`.
   * Settings that the set depends on are refused.
   * @default - none
   */
  options: optional(mongodOptions, {}),
});

/** Settings of mongod. https://www.mongodb.com/docs/manual/reference/configuration-options/ */
export interface MongodSettings extends PropsOf<typeof settings>, Props {}

const mongodSettings = named<MongodSettings, Decided<typeof settings>>(settings);

/** The props of mongod's settings. */
export const mongod = object({
  /** Settings of mongod, beyond those that the set decides. @default - MongoDB's defaults */
  mongod: optional(mongodSettings, decided(mongodSettings, {})),
});

// The settings that have a prop.
const paths: Readonly<Record<string, string>> = {
  ipv6: 'net.ipv6',
  maxIncomingConnections: 'net.maxIncomingConnections',
  slowOpThresholdMs: 'operationProfiling.slowOpThresholdMs',
  oplogSizeMB: 'replication.oplogSizeMB',
  oplogMinRetentionHours: 'storage.oplogMinRetentionHours',
  blockCompressor: 'storage.wiredTiger.collectionConfig.blockCompressor',
} satisfies Record<keyof Omit<MongodSettings, 'options'>, string>;

/** Returns the text of `mongod.conf`: the settings of the set by their dotted names, and over them those that are given. */
export function mongodConfText(
  own: Readonly<Record<string, unknown>>,
  { options, ...props }: Decided<typeof settings>,
): string {
  const withProps = Object.entries(props).map(([prop, value]) => [paths[prop] ?? prop, value] as const);
  const root = emptyPart();
  for (const [path, value] of new Map([...Object.entries(own), ...withProps, ...flatOptions(options)])) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let part = root;
    for (const name of names) part = part[name] = isMap(part[name]) ? part[name] : emptyPart();
    part[last] = value;
  }
  return dump(root, { sortKeys: true, lineWidth: -1 });
}

// Without a prototype, which names such as `__proto__` would reach.
function emptyPart(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function hoursProblem(hours: number): Problem | undefined {
  if (hours >= 0 && Number.isFinite(hours)) return undefined;
  return { code: 'out-of-range', want: 'must be a number of hours from 0', got: quoted(hours), write: 'write 24' };
}
