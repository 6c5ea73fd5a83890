import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../../../../lib/mongo/agent/oplog/tool';
import { temporaryDirectory } from '../../../temporary-directory';
import { settings, writeSecret } from '../set';

function dumpSettings(password: string) {
  const given = settings();
  writeSecret(given, 'dumper', 'dumper', password);
  const run = temporaryDirectory();
  const user = join(given.users, 'dumper');
  return { set: 'mongo', uri: 'mongodb://host-0,host-1/?replicaSet=mongo', user, dumps: run, run };
}

test('keeps the password in a file that nobody else reads, out of the connection string that the tools print', () => {
  const given = dumpSettings('a b"\\%');
  runTool('true', given);
  const file = join(given.run, 'tool.yaml');
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([
    '{"uri":"mongodb://dumper@host-0,host-1/?replicaSet=mongo","password":"a b\\"\\\\%"}',
    0o600,
  ]);
});

test('tells a tool that fails from one that cannot be started', () => {
  const given = dumpSettings('right');
  expect(() => {
    runTool('false', given);
  }).toThrow('false ended with 1');
  expect(() => {
    runTool('no-such-tool', given);
  }).toThrow('spawnSync no-such-tool ENOENT');
});
