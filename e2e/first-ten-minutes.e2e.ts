import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackageRegistry } from '../__tests__/package-registry';
import { chromiumPath, noChromium, openedFile, startChromium } from '../__tests__/report/page/chromium';
import { temporaryDirectory } from '../__tests__/temporary-directory';
import { name, version } from '../package.json';
import { repository } from './environment';
import { story } from './evidence';
import { run } from './kubectl';
import { endNamespace } from './namespaces';
import { skipped } from './tiers';
import { Transcript } from './transcript';

const namespace = 'accounts';
const page = new Transcript(join(repository, 'docs/first-ten-minutes.md'));
const folder = join(temporaryDirectory(), namespace);
const step = story(namespace);
let registry: PackageRegistry;

beforeAll(async () => {
  const others = npm('config', 'get', 'registry').trim().replace(/\/$/, '');
  registry = await PackageRegistry.start({ folder: repository, tarball: process.env['PACKAGE'] ?? packed(), others });
  mkdirSync(folder);
}, 300_000);

afterAll(async () => {
  registry.stop();
  await endNamespace(namespace);
}, 300_000);

test('the page has commands under each of its headings', () => {
  expect(page.steps.length).toBeGreaterThan(8);
  expect(page.steps.filter(({ exchanges }) => exchanges.length === 0)).toEqual([]);
});

const inBrowser = chromiumPath === undefined ? skipped(noChromium) : step;

for (const one of page.steps) {
  step(one.title, async () => {
    const start = Date.now();
    const outputs: string[] = [];
    for (const { commands } of one.exchanges) outputs.push(await typed(commands));
    const seconds = Math.round((Date.now() - start) / 1000);
    if (one.title === 'Begin') replaceImages();
    if (process.env['UPDATE'] === '1') page.update(one, outputs, seconds);
    else expect(outputs.map(comparable)).toEqual(one.exchanges.map(({ output }) => comparable(output)));
  });
  if (one.title === 'Look')
    inBrowser('the page of the report opens in a browser', async () => {
      const browser = await startChromium();
      try {
        const { page: report, requests, complaints } = await openedFile(browser, join(folder, 'build/report.html'));
        const isShown = await report
          .getByRole('link', { name: /^Deployment accounts, / })
          .first()
          .isVisible();
        expect({ requests: requests.length, complaints, isShown }).toEqual({
          requests: 1,
          complaints: [],
          isShown: true,
        });
      } finally {
        await browser.close();
      }
    });
}

/** Runs commands of the page in the folder, and returns what they print without the lines that npm puts before a script's output. */
async function typed(commands: string): Promise<string> {
  // The context may be that of a cluster elsewhere, which `secrets` asks about.
  const typedCommands = commands.replace(/^npm run secrets$/m, 'npm run secrets -- --yes');
  const { code, stdout, stderr } = await run('bash', ['-euo', 'pipefail', '-c', typedCommands], {
    cwd: folder,
    seconds: 180,
    env: {
      npm_config_registry: registry.url,
      // npx keeps what it installed once, and would run an earlier version of this package.
      npm_config_cache: join(folder, '../cache'),
      ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com' },
      ...{ GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' },
    },
  });
  if (code !== 0) throw new Error(`${typedCommands}exit ${code}\n${stdout}${stderr}`);
  return stdout.replace(/^> .*\n/gm, '').replace(/^\n+/, '');
}

/** An output without what differs between runs and clusters. */
function comparable(output: string): string {
  return output.replace(/\bin \d+m?s$/gm, 'in … s').replace(/; context .*/, '; context …');
}

/** Puts MONGO_IMAGE and BACKEND_IMAGE, where they are set, into the program. */
function replaceImages(): void {
  const { MONGO_IMAGE = '', BACKEND_IMAGE = '' } = process.env;
  const file = join(folder, 'environments.ts');
  let text = readFileSync(file, 'utf8');
  if (BACKEND_IMAGE !== '') text = text.replace(/image: '.*'/, `image: '${BACKEND_IMAGE}'`);
  if (MONGO_IMAGE !== '')
    text = text
      .replace("Pick<MongoStatefulSetProps, 'members'", "Pick<MongoStatefulSetProps, 'image' | 'members'")
      .replace('members: 1,', `members: 1,\n      image: '${MONGO_IMAGE}',`);
  writeFileSync(file, text);
}

/** Packs the library, and returns the file. */
function packed(): string {
  const destination = temporaryDirectory();
  npm('pack', '--silent', '--pack-destination', destination);
  return join(destination, `${name}-${version}.tgz`);
}

function npm(...args: readonly string[]): string {
  return execFileSync('npm', args, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
