import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../../../temporary-directory';

const script = join(__dirname, '../../../../lib/mongo/agent/scripts/prepare.sh');

function prepare(text: string) {
  const home = temporaryDirectory({ secret: text });
  const source = join(home, 'secret');
  const target = join(home, 'keyfile');
  const { status, stdout, stderr } = spawnSync('bash', [script, source, target], {
    env: { ...process.env, HOME: home },
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr, home, target };
}

const key = randomBytes(96).toString('base64');

test.each([
  ['one key', key],
  ['a key in lines', `${key.slice(0, 64)}\n${key.slice(64)}\n`],
  ['the two keys of a rotation', `- ${key}\n- "${key}"\n`],
])('puts %s where its owner alone can read it', (_, text) => {
  const { status, output, target } = prepare(text);
  expect({ status, output, mode: statSync(target).mode & 0o777, text: readFileSync(target, 'utf8') }).toEqual({
    status: 0,
    output: '',
    mode: 0o400,
    text,
  });
});

test('keeps mongosh from writing a log of every command', () => {
  const { home } = prepare(key);
  expect(readFileSync(join(home, '.mongodb/mongosh/config'), 'utf8')).toBe('{"disableLogging":true}\n');
});

test.each([
  ['a wrong character', `${key}!`, 'of base64 characters alone'],
  ['nothing', '', 'of base64 characters alone'],
  ['too little', 'abcde', '6 to 1024 characters'],
  ['a dash in a single key', 'abc-defgh', 'of base64 characters alone'],
])('refuses %s without repeating it', (_, text, rule) => {
  const { status, output } = prepare(text);
  expect({ status, tells: output.includes(rule), leaks: text !== '' && output.includes(text) }).toEqual({
    status: 1,
    tells: true,
    leaks: false,
  });
});

describe('with a certificate', () => {
  function prepareTls(before: Readonly<Record<string, string>> = {}) {
    const source = temporaryDirectory({ keyfile: key, 'tls.crt': 'CERTIFICATE', 'tls.key': 'KEY\n', 'ca.crt': 'CA\n' });
    const target = temporaryDirectory(before);
    const { status, stderr } = spawnSync('bash', [script, `${source}/keyfile`, `${target}/keyfile`, source, target], {
      env: { ...process.env, HOME: target },
      encoding: 'utf8',
    });
    const text = (name: string) => readFileSync(join(target, name), 'utf8');
    return { status, stderr, target, text };
  }

  test('puts it and its key into one file that nobody else can read, and marks what mongod starts with', () => {
    const { status, stderr, target, text } = prepareTls();
    expect({ status, stderr, pair: text('pair.pem'), authority: text('ca.pem'), mark: text('served').trim() }).toEqual({
      status: 0,
      stderr: '',
      pair: 'CERTIFICATE\nKEY\n',
      authority: 'CA\n',
      mark: createHash('sha256').update('CERTIFICATEKEY\nCA\n').digest('hex'),
    });
    expect(['pair.pem', 'ca.pem'].map((name) => statSync(join(target, name)).mode & 0o777)).toEqual([0o400, 0o400]);
  });

  test('leaves the one that is there, which the agent found good', () => {
    const { text } = prepareTls({ 'pair.pem': 'GOOD', 'ca.pem': 'GOOD', served: 'GOOD' });
    expect([text('pair.pem'), text('ca.pem'), text('served')]).toEqual(['GOOD', 'GOOD', 'GOOD']);
  });
});
