import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderManifests, manifestsOf } from '../../../lib/folders/folder-manifests';
import { environmentPlan } from '../../../lib/plan/plan';
import { reportPage } from '../../../lib/report/page/page';
import { report } from '../../../lib/report/report';
import { hostile } from './hostile';
import { objects, shop, shopYaml } from '../../topology/shop';

const ours = folderManifests(join(__dirname, '../../../dist'), { recursive: true }).map(({ path, manifests }) => ({
  name: path === '' ? 'development' : path,
  manifests: manifestsOf(manifests),
}));
const [development, ...others] = ours;
const all = [development, ...others].flatMap((each) => each ?? []);

test('is one file of less than 400 KB for all environments of dist/, with the changes of each', () => {
  const inputs = all.map((each) => ({
    ...each,
    plan: environmentPlan('', development?.manifests ?? [], each.manifests),
  }));
  expect(Buffer.byteLength(reportPage(report(inputs)))).toBeLessThan(400_000);
});

test('gives the same bytes for the same objects, whatever their order', () => {
  const page = reportPage(report(all));
  expect(reportPage(report(all.map((each) => ({ ...each, manifests: [...each.manifests].reverse() }))))).toBe(page);
});

test('asks for nothing: it has no address to load from, and a policy that would forbid it', () => {
  const page = reportPage(report(all));
  const loading = [
    ...page.matchAll(/<(?:script|link|img|iframe|object|embed|use|image|a|style)\b[^>]*?(?:src|href)="([^"]*)"/g),
  ];
  expect([...new Set(loading.map(([, address = '']) => address.replace(/^#.*/, '#')))]).toEqual(['data:,', '#']);
  expect(page).not.toMatch(/@import|url\((?!#)/);
  expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;`);
});

test('has its views, each under a heading and a link', () => {
  const plan = environmentPlan('before → shop', objects(shopYaml.replace('api:1.2.3', 'api:1.2.2')), shop);
  const page = reportPage(
    report([
      { name: 'shop', manifests: shop, plan },
      { name: 'copy', manifests: shop },
    ]),
  );
  const [nav = ''] = /<nav.*<\/nav>/.exec(page) ?? [];
  expect([...nav.matchAll(/<li><a href="#([\w.]+)">/g)].map(([, id]) => id)).toEqual([
    ...['topology.shop', 'topology.copy', 'environments', 'changes.shop'],
  ]);
  expect([...page.matchAll(/<section id="([\w.]+)"/g)].map(([, id]) => id)).toEqual([
    ...['topology.shop', 'topology.copy', 'environments', 'changes.shop'],
  ]);
});

test('shows every text of the manifests as text, and no value of a Secret', () => {
  const plan = environmentPlan(`${hostile.text} → after`, [], hostile.manifests);
  const page = reportPage(
    report([
      { name: hostile.text, manifests: hostile.manifests, plan },
      { name: 'b', manifests: [] },
    ]),
  );
  expect(page.split('<script>')).toHaveLength(2);
  expect(page).not.toMatch(/<img|onerror="|hunter2/);
  expect(page).toContain('&lt;img src=x onerror=&quot;');
});

test('has ids that no two elements share, and no link that leads nowhere', () => {
  const page = reportPage(
    report([...all, { name: 'development', manifests: shop }, { name: hostile.text, manifests: hostile.manifests }]),
  );
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  const links = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
  expect(ids.length).toBe(new Set(ids).size);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
});

test('has its style and its script as they are in the repository', () => {
  const page = reportPage(report([]));
  for (const name of ['report.css', 'report.js'])
    expect(page).toContain(readFileSync(join(__dirname, '../../../lib/report/page', name), 'utf8'));
});
