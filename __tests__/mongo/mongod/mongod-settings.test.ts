import { Chart } from 'cdk8s';
import { checkMongodSettings, mongodConfText, mongodShapes } from '../../../lib/mongo/mongod/mongod-settings';
import { refusal, attachedFindings } from '../../rendered';
import { readable } from '../../problem-text';

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

test.each<[object, string]>([
  [{ oplogSizeMB: 128 }, 'mongod.oplogSizeMB must be an integer from 990, got 128'],
  [{ oplogMinRetentionHours: -1 }, 'mongod.oplogMinRetentionHours must be a number of hours from 0, got -1; write 24'],
  [{ slowOpThresholdMs: '1s' }, 'mongod.slowOpThresholdMs must be an integer from 0, got "1s"'],
  [
    { options: { '__proto__.polluted': 1 } },
    'mongod.options "__proto__.polluted" must be the name of a setting; write one such as "setParameter.ttlMonitorSleepSecs"',
  ],
  [{ options: { net: { port: 1 } } }, 'mongod.options "net.port" is the set\'s own; leave it out'],
  [{ options: { 'security.keyFile': '/x' } }, 'mongod.options "security.keyFile" is the set\'s own; leave it out'],
  [{ options: { net: { tls: { mode: 'x' } } } }, 'mongod.options "net.tls.mode" is the set\'s own; leave it out'],
  [
    { options: { 'net.tls.disabledProtocols': 'TLS1_0' } },
    'mongod.options "net.tls.disabledProtocols" is the set\'s own; leave it out',
  ],
  [{ options: { security: 'off' } }, 'mongod.options "security" is the set\'s own; leave it out'],
  [
    { options: { setParameter: { shutdownTimeoutMillisForSignaledShutdown: 0 } } },
    'mongod.options "setParameter.shutdownTimeoutMillisForSignaledShutdown" is the set\'s own; leave it out',
  ],
  [
    { options: { 'storage.syncPeriodSecs': null } },
    'mongod.options "storage.syncPeriodSecs" must be a text, a number, true, false or a list of texts, got null',
  ],
])('refuses %j', (given, message) => {
  const text = refusal((chart: Chart) => {
    checkMongodSettings(attachedFindings(chart), given, false);
  });
  expect(text).toContain(`[shop] ${message}`);
});

test.each<[object, string, string]>([
  [
    { blockCompressor: 'lz4' },
    '.blockCompressor',
    'must be "snappy" or "zstd" or "zlib" or "none", got "lz4"; write "zstd"',
  ],
  [{ oplogSize: 2048 }, '.oplogSize', 'is unknown; write "oplogSizeMB"'],
])('is not made of %j', (given, at, problem) => {
  expect(readable(mongodShapes.mongod.misfit(given))).toMatchObject({ at, problem });
});

test('reaches nothing beyond the settings by a name', () => {
  mongodConfText({}, { options: { '__proto__.polluted': 1 } });
  expect({}).not.toHaveProperty('polluted');
});
