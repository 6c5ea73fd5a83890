import { isPlainObject } from '../../findings/described';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { mistyped, Schema, typed } from '../../props/schema';

/** A part of `mongod.conf`. */
export interface MongodOptions {
  readonly [name: string]: string | number | boolean | readonly string[] | MongodOptions;
}

// The settings and parts of the file that the set decides, or a member would not work without.
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

// Settings inside of those that a set with TLS leaves to the program. Without TLS, mongod does not start with them.
const freeWithTls = ['net.tls.disabledProtocols'];

const example = '{ "setParameter.ttlMonitorSleepSecs": 30 }';

/** The schema of settings of `mongod.conf`, nested or with dotted names. */
export const mongodOptions: Schema<MongodOptions> = {
  wanted: 'an object of settings',
  parse: (value) => {
    if (!isPlainObject(value)) return mistyped('an object', value, example);
    const issues = flatOptions(value).flatMap(([path, one]) => {
      const found = optionProblem(path, one);
      return found === undefined ? [] : [{ at: `[${quoted(path)}]`, ...found }];
    });
    return issues.length === 0 ? typed(value as MongodOptions) : { typed: false, issues };
  },
};

/** Returns all settings by their dotted names. */
export function flatOptions(options: object, prefix = ''): (readonly [path: string, value: unknown])[] {
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) =>
    isPlainObject(value) ? flatOptions(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value] as const],
  );
}

/** Reports settings that the set decides. */
export function checkMongodOptions(findings: Findings, options: MongodOptions, hasTls: boolean): void {
  for (const [path] of flatOptions(options)) {
    const isFree = hasTls && freeWithTls.includes(path);
    const isOwned = owned.some((own) => path === own || path.startsWith(`${own}.`) || own.startsWith(`${path}.`));
    if (isOwned && !isFree)
      findings.add(`mongod.options[${quoted(path)}]`, {
        code: 'conflict',
        want: 'must not be a setting that the set decides',
        write: 'leave it out',
      });
  }
}

function optionProblem(path: string, value: unknown): Problem | undefined {
  if (!isValue(value)) {
    const want = 'must be a string, a number, true, false or a list of strings';
    return { code: 'invalid-type', want, got: quoted(value) };
  }
  if (path.split('.').every((part) => /^[a-zA-Z]\w*$/.test(part))) return undefined;
  const write = 'write one such as "setParameter.ttlMonitorSleepSecs"';
  return { code: 'invalid-format', want: 'must be the name of a setting', write };
}

function isValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}
