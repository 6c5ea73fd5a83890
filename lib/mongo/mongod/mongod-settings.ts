import { dump } from 'js-yaml';
import { Problem } from '../../findings/problem';
import { quoted } from '../../findings/findings';
import { integer, number } from '../../props/number';
import { object } from '../../props/object';
import { isMap } from '../../props/map';
import { boolean, oneOf } from '../../props/scalar';
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
  /**
   * The compression of new collections.
   * @default - 'snappy', which is mongod's
   */
  blockCompressor: optional(oneOf(['snappy', 'zstd', 'zlib', 'none'], { example: '"zstd"' })),
  /**
   * The number of connections that a member accepts at most, from 100.
   * @default - as many as the system allows
   */
  maxIncomingConnections: optional(integer({ min: 100 })),
  /**
   * True for members that listen on IPv6 too. On nodes without IPv6, mongod does not start with it.
   * @default - false, which is mongod's
   */
  ipv6: optional(boolean({ example: 'true' })),
  /**
   * Further settings of `mongod.conf`, nested as there or with dotted names, such as `{ 'setParameter.ttlMonitorSleepSecs': 30 }`. They
   * win over the others. Settings that the set depends on are refused.
   * @default - none
   */
  options: optional(mongodOptions, {}),
});

/** Settings of mongod. https://www.mongodb.com/docs/manual/reference/configuration-options/ */
export interface MongodSettings extends PropsOf<typeof settings>, Props {}

/** The settings of mongod with every default decided. */
export interface DecidedSettings extends Decided<typeof settings> {}

const mongodSettings = named<MongodSettings, DecidedSettings>(settings);

/** The props of mongod's settings. */
export const mongod = object({
  /**
   * Settings of mongod, beyond those that the set decides.
   * @default - MongoDB's defaults
   */
  mongod: optional(mongodSettings, decided(mongodSettings, {})),
});

/** The props of mongod's settings, as a program writes them. */
export interface MongodProps extends PropsOf<typeof mongod>, Props {}

type Settings = ReadonlyMap<string, unknown>;

/** Returns the text of `mongod.conf`: the settings of the set by their dotted names, and over them those that are given. */
export function mongodConfText(own: Readonly<Record<string, unknown>>, given: DecidedSettings): string {
  const all = new Map([...Object.entries(own), ...typedSettings(given), ...flatOptions(given.options)]);
  return dump(nested(all), { sortKeys: true, lineWidth: -1 });
}

function typedSettings(mongod: DecidedSettings): Settings {
  const settings = new Map<string, unknown>([
    ['net.ipv6', mongod.ipv6],
    ['net.maxIncomingConnections', mongod.maxIncomingConnections],
    ['operationProfiling.slowOpThresholdMs', mongod.slowOpThresholdMs],
    ['replication.oplogSizeMB', mongod.oplogSizeMB],
    ['storage.oplogMinRetentionHours', mongod.oplogMinRetentionHours],
    ['storage.wiredTiger.collectionConfig.blockCompressor', mongod.blockCompressor],
  ]);
  return new Map([...settings].filter(([, value]) => value !== undefined));
}

function nested(settings: Settings): Record<string, unknown> {
  const root = emptyPart();
  for (const [path, value] of settings) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let part = root;
    for (const name of names) part = part[name] = isMap(part[name]) ? part[name] : emptyPart();
    part[last] = value;
  }
  return root;
}

// Without a prototype, which names such as `__proto__` would reach.
function emptyPart(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function hoursProblem(hours: number): Problem | undefined {
  if (hours >= 0 && Number.isFinite(hours)) return undefined;
  return { code: 'out-of-range', want: 'must be a number of hours from 0', got: quoted(hours), write: 'write 24' };
}
