import { environmentPlan } from '../../../lib/plan/plan';
import { changesSection } from '../../../lib/report/page/changes-section';
import { pageIds } from '../../../lib/report/page/page-ids';
import { report } from '../../../lib/report/report';
import { objects, shop, shopYaml } from '../../topology/shop';

function changes(before: string): string {
  const plan = environmentPlan('before → after', objects(before), shop);
  const [found] = report([{ name: 'shop', manifests: shop, plan }]).changes ?? [];
  return found === undefined ? '' : changesSection(pageIds()('a'), found).text;
}

test('says that nothing changes', () => {
  expect(changes(shopYaml)).toBe('<p class="summary">No change. <span class="label">before → after</span></p>');
});

test('lists the changes with their effects and fields, the dangerous ones first, and how to delete what is gone', () => {
  const extra = '\n---\n{ apiVersion: v1, kind: Service, metadata: { name: gone, namespace: shop } }';
  const text = changes(
    shopYaml.replace('api:1.2.3', 'api:1.2.2').replace('cpu: 500m', 'cpu: 100m').replace('host: shop.', 'host: old.') +
      extra,
  );
  const items = [
    ...text.matchAll(/<li class="(\w+(?: dangerous)?)"><span class="action">(\w+)<\/span> <strong>([^<]*)/g),
  ];
  expect(items.map(([, state, , name]) => `${state ?? ''}: ${name ?? ''}`)).toEqual([
    'changed dangerous: Ingress shop/api',
    'changed: Deployment shop/api',
    'removed: Service shop/gone',
  ]);
  expect(text).toContain('all pods request cpu 200m → 1');
  expect(text).toContain('<summary class="label">2 fields</summary>');
  expect(text).toContain('kubectl delete service gone --namespace shop\n</pre>');
});

test('folds away what has no effect', () => {
  expect(
    changes(
      shopYaml.replace(
        'kind: Namespace, metadata: { name: shop }',
        'kind: Namespace, metadata: { name: shop, labels: { a: b } }',
      ),
    ),
  ).toContain('<summary>1 without an effect on what runs</summary>');
});
