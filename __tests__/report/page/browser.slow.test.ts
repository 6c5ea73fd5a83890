import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { folderManifests, manifestsOf } from '../../../lib/folders/folder-manifests';
import { environmentPlan } from '../../../lib/plan/plan';
import { reportPage } from '../../../lib/report/page/page';
import { report } from '../../../lib/report/report';
import { objects, shop, shopYaml } from '../../topology/shop';
import { chromiumPath, noChromium, openedFile, startChromium } from './chromium';
import { hostile } from './hostile';

const inBrowser = chromiumPath === undefined ? describe.skip : describe;

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const directory = mkdtempSync(join(tmpdir(), 'report-'));
let browser: Browser;

inBrowser(`the page in a browser${chromiumPath === undefined ? ` (${noChromium})` : ''}`, () => {
  beforeAll(async () => {
    const plan = environmentPlan(
      'before → shop',
      objects(shopYaml.replace('api:1.2.3', 'api:1.2.2').replace('host: shop.', 'host: old.')),
      shop,
    );
    const staging = objects(shopYaml.replace('minReplicas: 2', 'minReplicas: 3'));
    write('shop', [
      { name: 'shop', manifests: shop, plan },
      { name: 'staging', manifests: staging },
    ]);
    write('hostile', [
      { name: hostile.text, manifests: hostile.manifests, plan: environmentPlan(hostile.text, [], hostile.manifests) },
      { name: 'b', manifests: shop },
    ]);
    const [boutique] = folderManifests(join(__dirname, '../../../examples/golden/online-boutique'));
    write('boutique', [{ name: 'boutique', manifests: manifestsOf(boutique?.manifests) }]);
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(directory, { recursive: true });
  });

  test.each([
    ['in light', {}],
    ['in dark', { colorScheme: 'dark' }],
    ['on a telephone', { viewport: { width: 380, height: 700 } }],
    ['with high contrast', { forcedColors: 'active' }],
  ] satisfies [string, BrowserContextOptions][])(
    'has no fault of accessibility %s, with all of it open',
    async (_, options) => {
      const { page } = await opened('shop', options);
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      await page
        .getByRole('link', { name: /^Deployment api, 2 to 6 pods/ })
        .first()
        .click();
      expect(await faults(page)).toEqual([]);
    },
  );

  test('asks for nothing but itself, and complains of nothing', async () => {
    const { requests, complaints } = await opened('shop');
    expect([requests.length, complaints]).toEqual([1, []]);
  });

  test('runs nothing that a manifest names, and shows its texts', async () => {
    const { page, complaints } = await opened('hostile');
    expect(await page.title()).toBe(`${hostile.text.replace('\0', '\ufffd')}, b – what runs`);
    expect([complaints, await page.locator('img, iframe, object').count()]).toEqual([[], 0]);
  });

  test('is there without its script: nodes lead to their rows, and equal facts can be shown', async () => {
    const { page } = await opened('shop', { javaScriptEnabled: false });
    expect(await page.getByRole('searchbox').isVisible()).toBe(false);
    await page
      .getByRole('link', { name: /^Service mongo/ })
      .first()
      .click();
    expect(page.url()).toMatch(/#topology\.shop\.Service-shop-mongo$/);
    expect(await page.locator('tr:target th').isVisible()).toBe(true);
    const image = page.getByRole('row', { name: 'Deployment api image' });
    expect(await image.isVisible()).toBe(false);
    await page.getByLabel('Show what is equal everywhere too').check();
    expect(await image.isVisible()).toBe(true);
  });

  test('shows a node that its address names, follows its edges by keys, and goes back', async () => {
    const { page } = await opened('shop', {}, '#topology.shop.internet');
    const panel = page.getByRole('complementary', { name: 'The chosen node' });
    const chosen = () => panel.getByRole('heading').textContent();
    await panel.waitFor();
    expect(await chosen()).toBe('Internet');
    await page.locator('a.node.chosen:focus').first().waitFor();
    expect(await page.locator('#topology\\.shop\\.internet').isVisible()).toBe(false);
    const way: (string | null)[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) {
      await page.keyboard.press(key);
      way.push(await chosen());
    }
    expect(way).toEqual(['Ingress api shop', 'Service api shop', 'Deployment api shop', 'Service api shop']);
    expect(page.url()).toMatch(/#topology\.shop\.Service-shop-api$/);
    await page.goBack();
    expect(await chosen()).toBe('Deployment api shop');
    await panel.getByRole('link', { name: 'Service mongo' }).click();
    expect(await chosen()).toBe('Service mongo shop');
    await page.keyboard.press('Escape');
    expect(await panel.isVisible()).toBe(false);
    expect(page.url()).not.toContain('#');
  });

  test('highlights what a node is connected with', async () => {
    const { page } = await opened('shop', {}, '#topology.shop.Secret-shop-login');
    await page.locator('a.node.near').first().waitFor();
    const near = await page.evaluate("[...document.querySelectorAll('a.node.near')].map((node) => node.dataset.node)");
    expect(near).toEqual(['topology.shop.Deployment-shop-api', 'topology.shop.Secret-shop-login']);
  });

  test('searches names, images and what is in the rows', async () => {
    const { page } = await opened('shop');
    await page.keyboard.press('/');
    await page.keyboard.type('api:1.2.3');
    expect(await page.getByRole('status').textContent()).toBe('3 found');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#topology\.shop\.Deployment-shop-api$/);
  });

  test('draws a wide topology as wide as the window, and in full size by a switch that needs no script', async () => {
    const { page } = await opened('boutique', { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
    expect(await scale(page)).toMatchObject({ isWhole: true, scale: 0.63 });
    await page.getByLabel('Full size').check();
    expect(await scale(page)).toMatchObject({ isWhole: false, scale: 1 });
  });

  test('draws a wide topology in a narrow window so that its text can be read', async () => {
    const { page } = await opened('boutique', { viewport: { width: 390, height: 800 } });
    expect(await scale(page)).toMatchObject({ isWhole: false, scale: 0.82 });
  });

  test('keeps the chosen node in sight when a key switches to full size', async () => {
    const { page } = await opened('boutique', { viewport: { width: 1280, height: 800 } });
    const node = page.getByRole('link', { name: /^Deployment redis-cart/ });
    await node.click();
    await page.keyboard.press('f');
    expect(await scale(page)).toMatchObject({ isWhole: false, scale: 1 });
    const { x = NaN, width = NaN } = (await node.boundingBox()) ?? {};
    expect([x > 0, x + width < 1280]).toEqual([true, true]);
    await page.keyboard.press('f');
    expect(await scale(page)).toMatchObject({ isWhole: true });
  });

  test('prints its tables on few pages, and nothing that only a screen needs', async () => {
    const { page } = await opened('boutique');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('row', { name: /^Deployment frontend/ }).isVisible()).toBe(true);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    const pages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g);
    expect(pages?.length).toBeLessThanOrEqual(4);
  });

  test('prints the rows of the nodes that change', async () => {
    const { page } = await opened('shop');
    await page.emulateMedia({ media: 'print' });
    const shown = await page.evaluate(`[...document.querySelectorAll('#changes\\\\.shop .table tbody tr')]
      .filter((row) => row.checkVisibility()).map((row) => row.id)`);
    expect(shown).toEqual(['changes.shop.Deployment-shop-api', 'changes.shop.Ingress-shop-api']);
  });

  test('writes no text of a card beyond the card', async () => {
    const { page } = await opened('hostile');
    const beyond = await page.evaluate(`[...document.querySelectorAll('a.node')].flatMap((node) => {
      const { right } = node.querySelector('.card').getBoundingClientRect();
      const texts = [...node.querySelectorAll('text')].filter((text) => text.closest('.badge') === null);
      return texts.filter((text) => text.getBoundingClientRect().right > right + 1).map((text) => text.textContent);
    })`);
    expect(beyond).toEqual([]);
  });
});

function write(name: string, inputs: Parameters<typeof report>[0]): void {
  writeFileSync(join(directory, `${name}.html`), reportPage(report(inputs)));
}

function opened(name: string, options?: BrowserContextOptions, hash?: string) {
  return openedFile(browser, join(directory, `${name}.html`), options, hash);
}

/** The scale of the first drawing, and whether it is in its box as a whole. */
function scale(page: Page) {
  return page.evaluate<{ scale: number; isWhole: boolean }>(`(() => {
    const drawing = document.querySelector('.drawing');
    const svg = drawing.querySelector('svg');
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return { scale: Math.round(scale * 100) / 100, isWhole: drawing.scrollWidth <= drawing.clientWidth };
  })()`);
}

/** The faults that axe finds by WCAG 2.2 at level AA and by its best practices. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
