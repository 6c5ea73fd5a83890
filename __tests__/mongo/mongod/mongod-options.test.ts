import { Findings } from '../../../lib/findings/findings';
import {
  checkMongodOptions,
  flatOptions,
  MongodOptions,
  mongodOptions,
} from '../../../lib/mongo/mongod/mongod-options';
import { issuesOf } from '../../problem-text';

function owned(options: MongodOptions, hasTls = false): string[] {
  const findings = new Findings();
  checkMongodOptions(findings, options, hasTls);
  return findings.validate();
}

test('names every setting with dots', () => {
  expect(flatOptions({ net: { 'tls.mode': 'x' }, 'setParameter.a': 1 })).toEqual([
    ['net.tls.mode', 'x'],
    ['setParameter.a', 1],
  ]);
});

test('takes strings, numbers, booleans and lists of strings, nested or by dotted names', () => {
  const options = { 'setParameter.a': 1, storage: { b: true, c: 'x' }, 'net.compression.compressors': ['zstd'] };
  expect([issuesOf(mongodOptions, options), owned(options)]).toEqual([[], []]);
});

test.each<[object, string]>([
  [
    { '__proto__.polluted': 1 },
    '["__proto__.polluted"] must be the name of a setting; write one such as "setParameter.ttlMonitorSleepSecs"',
  ],
  [
    { 'storage.syncPeriodSecs': null },
    '["storage.syncPeriodSecs"] must be a string, a number, true, false or a list of strings, got null',
  ],
])('refuses %j', (options, issue) => {
  expect(issuesOf(mongodOptions, options)).toEqual([issue]);
});

test.each<[MongodOptions, string]>([
  [{ net: { port: 1 } }, 'net.port'],
  [{ 'security.keyFile': '/x' }, 'security.keyFile'],
  [{ net: { tls: { mode: 'x' } } }, 'net.tls.mode'],
  [{ 'net.tls.disabledProtocols': 'TLS1_0' }, 'net.tls.disabledProtocols'],
  [{ security: 'off' }, 'security'],
  [
    { setParameter: { shutdownTimeoutMillisForSignaledShutdown: 0 } },
    'setParameter.shutdownTimeoutMillisForSignaledShutdown',
  ],
])('refuses %j, which the set decides', (options, setting) => {
  expect(owned(options)).toEqual([
    `mongod.options["${setting}"] must not be a setting that the set decides; leave it out`,
  ]);
});

test('leaves the protocols of TLS to the program, in a set with TLS alone', () => {
  expect(owned({ 'net.tls.disabledProtocols': 'TLS1_0' }, true)).toEqual([]);
});
