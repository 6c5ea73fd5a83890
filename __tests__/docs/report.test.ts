import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../bin/commands';
import { RecordedTerminal } from '../commands/secrets/recorded-terminal';
import { inRepository } from '../temporary-directory';
import { updatedFile } from '../updated-file';

const path = join(__dirname, '../../docs/report.md');
const page = readFileSync(path, 'utf8');
const [, manifests = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
const files = {
  'dist/a.yaml': manifests,
  'dist/staging/a.yaml': manifests,
  'k8s/a.yaml': manifests,
  'shop.yaml': manifests,
};

test('the page shows what the command prints', async () => {
  const output = await inRepository(files, () => printed('report shop.yaml --format md'));
  const current = page.replace(/(````text\n).*(````)/s, (_, start: string, end: string) => start + output + end);
  expect(current).toContain(output);
  expect(updatedFile(path, current)).toBe(current);
});

test('every command of the page runs', async () => {
  const commands = [...page.matchAll(/npx cdk8s-backend (report[^\n#`]*)/g)].map(([, command = '']) => command.trim());
  expect(commands).toHaveLength(6);
  await inRepository(files, async () => {
    execFileSync('git', ['branch', 'origin/main']);
    for (const command of commands) {
      expect(await printed(command)).toMatch(command.includes('--out') ? /^report\.html\n$/ : /```mermaid\n/);
      expect(existsSync('report.html')).toBe(true);
    }
  });
});

/** Returns what a command line prints, with the page's objects on standard input. */
async function printed(command: string): Promise<string> {
  const terminal = new RecordedTerminal(manifests);
  expect(await runCommand(command.split(' '), terminal)).toBe(0);
  return terminal.output;
}
