import { dump } from 'js-yaml';
import { Findings, shown } from '../../findings/findings';
import { integerProblem } from '../../props/number';
import { advised, flag, map, oneOf, optional, record, scalar, Shapes } from '../../props/shape';
import { isMap } from '../../props/map';

export interface MongodProps {
  /**
   * How mongod is to run, beyond what the set decides.
   * @default - MongoDB's defaults
   */
  readonly mongod?: MongodSettings;
}

/** Settings of mongod. https://www.mongodb.com/docs/manual/reference/configuration-options/ */
export interface MongodSettings {
  /**
   * The most that the oplog holds, in MB from 990. On a set that runs already it is changed by `replSetResizeOplog`, not by this.
   * @default - 5 % of the volume's free space, at least 990 MB, at most 50 GB
   */
  readonly oplogSizeMB?: number;
  /**
   * How long an entry stays in the oplog at least, in hours: so long may a member be away, or a backup take.
   * @default 0
   */
  readonly oplogMinRetentionHours?: number;
  /**
   * From when on an operation is slow, and is written to the log, in milliseconds.
   * @default 100
   */
  readonly slowOpThresholdMs?: number;
  /**
   * How new collections are compressed.
   * @default 'snappy'
   */
  readonly blockCompressor?: 'snappy' | 'zstd' | 'zlib' | 'none';
  /**
   * The most connections that a member accepts.
   * @default - as many as the system lets it
   */
  readonly maxIncomingConnections?: number;
  /**
   * Whether members listen on IPv6 too; where the nodes have none, mongod would not start with it.
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Further settings of `mongod.conf`, nested as there or with dotted names, such as `{ 'setParameter.ttlMonitorSleepSecs': 30 }`. They
   * win over the others; those that the set depends on are refused.
   * @default - none
   */
  readonly options?: MongodOptions;
}

/** A part of `mongod.conf`. */
export interface MongodOptions {
  readonly [name: string]: string | number | boolean | readonly string[] | MongodOptions;
}

export const mongodShapes: Shapes<MongodProps> = {
  mongod: optional(
    record<MongodSettings>({
      oplogSizeMB: scalar,
      oplogMinRetentionHours: scalar,
      slowOpThresholdMs: scalar,
      blockCompressor: optional(advised(oneOf('snappy', 'zstd', 'zlib', 'none'), '"zstd"')),
      maxIncomingConnections: scalar,
      ipv6: optional(advised(flag, 'true')),
      options: optional(advised(map, '{ "setParameter.ttlMonitorSleepSecs": 30 }')),
    }),
  ),
};

type Settings = Map<string, unknown>;

/** What the set owns, or a member would not work without, by the setting or the part of the file. */
const owned = [
  'net.port',
  'net.bindIp',
  'net.bindIpAll',
  'net.unixDomainSocket',
  'net.tls',
  'net.ssl',
  'processManagement',
  'replication.replSetName',
  'security.authorization',
  'security.clusterAuthMode',
  'security.keyFile',
  'setParameter.enableLocalhostAuthBypass',
  'setParameter.shutdownTimeoutMillisForSignaledShutdown',
  'sharding',
  'storage.dbPath',
  'storage.directoryPerDB',
  'storage.wiredTiger.engineConfig.directoryForIndexes',
  'systemLog.destination',
  'systemLog.path',
];

/** What is not the set's own in those parts where it has TLS; without, mongod would not start with it. */
const free = ['net.tls.disabledProtocols'];

/** The text of `mongod.conf`: the set's own settings by their dotted names, under what was given. */
export function mongodConfText(own: Readonly<Record<string, unknown>>, given: MongodSettings): string {
  const settings = new Map([...Object.entries(own), ...typedSettings(given), ...flat(given.options ?? {})]);
  // What is no setting is reported by its check.
  return dump(nested(settings), { sortKeys: true, lineWidth: -1, skipInvalid: true });
}

/** Reports settings out of their range, and those that are the set's own. */
export function checkMongodSettings(findings: Findings, mongod: MongodSettings, hasTls: boolean): void {
  const { oplogSizeMB, oplogMinRetentionHours: hours, slowOpThresholdMs } = mongod;
  if (oplogSizeMB !== undefined) findings.add('mongod.oplogSizeMB', integerProblem(oplogSizeMB, 990));
  if (hours !== undefined && !(typeof hours === 'number' && hours >= 0 && Number.isFinite(hours)))
    findings.add('mongod.oplogMinRetentionHours', {
      code: 'invalid-value',
      want: 'must be a number of hours from 0',
      got: shown(hours),
      write: 'write 24',
    });
  if (slowOpThresholdMs !== undefined) findings.add('mongod.slowOpThresholdMs', integerProblem(slowOpThresholdMs, 0));
  if (mongod.maxIncomingConnections !== undefined)
    findings.add('mongod.maxIncomingConnections', integerProblem(mongod.maxIncomingConnections, 100));
  for (const [path, value] of flat(mongod.options ?? {})) checkOption(findings, path, value, hasTls);
}

function checkOption(findings: Findings, path: string, value: unknown, hasTls: boolean): void {
  const subject = `mongod.options ${shown(path)}`;
  const owner =
    hasTls && free.includes(path)
      ? undefined
      : owned.find((own) => path === own || path.startsWith(`${own}.`) || own.startsWith(`${path}.`));
  if (owner !== undefined)
    findings.add(subject, { code: 'invalid-value', want: "is the set's own", write: 'leave it out' });
  else if (!isValue(value))
    findings.add(subject, {
      code: 'invalid-value',
      want: 'must be a text, a number, true, false or a list of texts',
      got: shown(value),
    });
  else if (!path.split('.').every((part) => /^[a-zA-Z]\w*$/.test(part)))
    findings.add(subject, {
      code: 'invalid-value',
      want: 'must be the name of a setting',
      write: 'write one such as "setParameter.ttlMonitorSleepSecs"',
    });
}

function typedSettings(mongod: MongodSettings): Settings {
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

function flat(options: object, prefix = ''): Settings {
  return new Map(
    Object.entries(options).flatMap(([name, value]: [string, unknown]) =>
      isMap(value) ? [...flat(value, `${prefix}${name}.`)] : [[`${prefix}${name}`, value] as const],
    ),
  );
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

/** Without a prototype, which names such as `__proto__` would reach. */
function emptyPart(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function isValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}
