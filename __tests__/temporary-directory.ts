import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

/** A directory of its own that is gone after the tests, with these files in it. */
export function temporaryDirectory(files: Readonly<Record<string, string>> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-backend-test-'));
  made.push(directory);
  for (const [name, text] of Object.entries(files)) writeText(join(directory, name), text);
  return directory;
}

/** Runs something with such a directory as the working directory. */
export function inDirectory(files: Readonly<Record<string, string>>, body: () => void): void {
  const before = process.cwd();
  process.chdir(temporaryDirectory(files));
  try {
    body();
  } finally {
    process.chdir(before);
  }
}

/** Runs something that takes its time with a repository of these files, which are committed, as the working directory. */
export async function inRepository<Result>(
  files: Readonly<Record<string, string>>,
  body: () => Promise<Result>,
): Promise<Result> {
  const before = process.cwd();
  process.chdir(temporaryDirectory(files));
  try {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    for (const args of [
      ['init', '--quiet'],
      ['add', '.'],
      [...identity, 'commit', '--quiet', '--message=a'],
    ])
      execFileSync('git', args);
    return await body();
  } finally {
    process.chdir(before);
  }
}

/** Writes a file and the directories that it is in. */
export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Everything in a directory and below: files with their texts, and directories as `name/`, in the order of their names. */
export function tree(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { withFileTypes: true, recursive: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .map(({ entry, path }) => [
      path.slice(directory.length + 1) + (entry.isDirectory() ? '/' : ''),
      entry.isFile() ? readFileSync(path, 'utf8') : '',
    ]);
  return Object.fromEntries(entries.sort()) as Record<string, string>;
}
