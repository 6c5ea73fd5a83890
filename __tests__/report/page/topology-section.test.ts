import { pageIds } from '../../../lib/report/page/page-ids';
import { topologySection } from '../../../lib/report/page/topology-section';
import { topology } from '../../../lib/topology/topology';
import { shop } from '../../topology/shop';

const section = topologySection({ idOf: pageIds()('a'), title: 'shop', topology: topology(shop) }).text;
const cells = (id: string): string[] => {
  const [, row = ''] = new RegExp(`<tr id="a\\.${id}">(.*)</tr>`).exec(section) ?? [];
  return row.split('</td>').map((cell) => cell.replace(/<li[^>]*>/g, '|').replace(/<[^>]*>/g, ''));
};

test('has a row for each node that says all that the drawing does', () => {
  expect(cells('Deployment-shop-api')).toEqual([
    'Deployment api shop|2 to 6 pods|api:1.2.3|500m cpu|1Gi memory',
    '|autoscaler: 2 to 6 pods|budget: at most 1 away|policy: ingress and egress by rules|identity: api: Role reader|HorizontalPodAutoscaler api|PodDisruptionBudget api|NetworkPolicy api|ServiceAccount api|RoleBinding api|ConfigMap api',
    '|Secret login variable PASSWORD|Service mongo MONGODB_URI|outside host api.payment.example.com PAYMENT_URL',
    '|Service api port 80 → 8080|namespace monitoring allowed; port 9090, by the ingress of NetworkPolicy shop/api',
    '',
  ]);
});

test('has a switch of the size of a drawing that is wider than most windows', () => {
  const sectionOf = (manifests: typeof shop) =>
    topologySection({ idOf: pageIds()('a'), title: '', topology: topology(manifests) }).text;
  const isSwitched = (text: string): boolean => text.includes('class="full-size"');
  expect([shop, shop.slice(0, 2)].map(sectionOf).map(isSwitched)).toEqual([true, false]);
});

test('names the objects that are on no node', () => {
  expect(section).toContain('<p class="others">On no node: Namespace shop.</p>');
});

test('has a column of changes where there are some', () => {
  const changes = new Map([
    ['Service shop/api', { action: 'changed', isDangerous: false, labels: ['stops serving'] } as const],
  ]);
  const { text } = topologySection({ idOf: pageIds()('a'), title: 'shop', topology: topology(shop), changes });
  expect(text).toContain('<th scope="col">Change</th>');
  expect(text).toContain('<td data-heading="Change">changed, stops serving</td>');
  const changed = [...text.matchAll(/<tr id="a\.([\w-]+)">/g)].map(([, id]) => id);
  expect([changed, text.match(/<tr [^>]*class="unchanged"/g)?.length]).toEqual([['Service-shop-api'], 10]);
});
