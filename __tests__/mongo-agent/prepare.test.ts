import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(__dirname, '../../lib/mongo-agent/prepare.sh');

function prepare(text: string) {
  const home = mkdtempSync(join(tmpdir(), 'prepare-'));
  const source = join(home, 'secret');
  const target = join(home, 'keyfile');
  writeFileSync(source, text);
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
