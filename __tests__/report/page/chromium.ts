import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Browser, BrowserContextOptions, chromium } from 'playwright-core';

/** The program of Chromium that is at hand; undefined where there is none. */
export const chromiumPath = [process.env['CHROMIUM'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

/** Why tests are skipped without it. */
export const noChromium = 'no Chromium at /usr/bin/chromium; install the package chromium, or name one by CHROMIUM';

// Nothing that Chromium would ask the network for by itself.
const args = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Starts Chromium. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args });
}

/** Opens the page of a file, and records what it asks for and what goes wrong in it. */
export async function openedFile(browser: Browser, file: string, options: BrowserContextOptions = {}, hash = '') {
  const page = await (await browser.newContext(options)).newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  return { page, requests, complaints };
}
