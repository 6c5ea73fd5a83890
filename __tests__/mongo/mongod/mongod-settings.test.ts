import { mongod, mongodConfText } from '../../../lib/mongo/mongod/mongod-settings';
import { issuesOf } from '../../problem-text';

test('writes what was given into the part of the file where mongod reads it', () => {
  const text = mongodConfText(
    { 'net.port': 27017 },
    {
      oplogSizeMB: 2048,
      oplogMinRetentionHours: 24,
      slowOpThresholdMs: 200,
      blockCompressor: 'zstd',
      maxIncomingConnections: 500,
      ipv6: true,
      options: {},
    },
  );
  expect(text).toBe(`net:
  ipv6: true
  maxIncomingConnections: 500
  port: 27017
operationProfiling:
  slowOpThresholdMs: 200
replication:
  oplogSizeMB: 2048
storage:
  oplogMinRetentionHours: 24
  wiredTiger:
    collectionConfig:
      blockCompressor: zstd
`);
});

test('lets free settings win, nested or by dotted names', () => {
  const options = {
    'setParameter.ttlMonitorSleepSecs': 30,
    operationProfiling: { slowOpThresholdMs: 50, mode: 'slowOp' },
  };
  expect(mongodConfText({}, { slowOpThresholdMs: 200, options })).toBe(`operationProfiling:
  mode: slowOp
  slowOpThresholdMs: 50
setParameter:
  ttlMonitorSleepSecs: 30
`);
});

test.each<[object, string[]]>([
  [{ oplogSizeMB: 128 }, ['mongod.oplogSizeMB must be an integer from 990, got 128; write 990']],
  [
    { oplogMinRetentionHours: -1 },
    ['mongod.oplogMinRetentionHours must be a number of hours from 0, got -1; write 24'],
  ],
  [{ slowOpThresholdMs: '1s' }, ['mongod.slowOpThresholdMs must be an integer from 0, got "1s"; write 1']],
  [{ maxIncomingConnections: 5 }, ['mongod.maxIncomingConnections must be an integer from 100, got 5; write 100']],
  [
    { blockCompressor: 'lz4' },
    ['mongod.blockCompressor must be "snappy" or "zstd" or "zlib" or "none", got "lz4"; write "zstd"'],
  ],
  [{ oplogSize: 2048 }, ['mongod.oplogSize is unknown; write "oplogSizeMB"']],
  [{ options: 'x' }, ['mongod.options must be an object, got "x"; write { "setParameter.ttlMonitorSleepSecs": 30 }']],
])('refuses %j', (given, issues) => {
  expect(issuesOf(mongod, { mongod: given })).toEqual(issues);
});

test('reaches nothing beyond the settings by a name', () => {
  mongodConfText({}, { options: { '__proto__.polluted': 1 } });
  expect({}).not.toHaveProperty('polluted');
});
