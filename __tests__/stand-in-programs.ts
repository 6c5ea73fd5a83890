import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { temporaryDirectory, writeText } from './temporary-directory';

const path = process.env['PATH'] ?? '';

/**
 * Puts programs, as the JavaScript of their bodies, alone on the PATH, beside git. In a body `args` are the arguments and `print` and
 * `fail` write to standard output and error.
 */
export function standInPrograms(programs: Readonly<Record<string, string>>): void {
  const directory = temporaryDirectory();
  for (const [name, body] of Object.entries(programs)) {
    const file = join(directory, name);
    writeText(file, `#!${process.execPath}\n${preamble}\n${body}\n`);
    chmodSync(file, 0o755);
  }
  const git = path.split(delimiter).find((each) => existsSync(join(each, 'git'))) ?? '';
  symlinkSync(join(git, 'git'), join(directory, 'git'));
  process.env['PATH'] = directory;
}

afterEach(() => {
  process.env['PATH'] = path;
});

const preamble = `const { readFileSync, readdirSync } = require('node:fs');
const args = process.argv.slice(2);
const print = (text) => process.stdout.write(text);
const fail = (text) => { process.stderr.write(text); process.exit(1); };`;
