import { nodeCard, nodeSize, secretBoxes, secretPill } from '../../../lib/report/drawing/node-drawing';
import { topology } from '../../../lib/topology/topology';
import { internet, TopologyNode } from '../../../lib/topology/graph';
import { shop } from '../../topology/shop';

const { nodes } = topology(shop);
const named = (id: string): TopologyNode => nodes.find((node) => node.id === id) ?? internet;
const box = { x: 0, y: 0, width: 250, height: 120 };
const texts = (node: TopologyNode, ...change: Parameters<typeof nodeCard>[2][]): string[] =>
  [...nodeCard(node, box, ...change).text.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text = '']) => text);

test.each([
  [
    'Deployment shop/api',
    ['api', 'Deployment · 2 to 6 pods', 'api:1.2.3', 'autoscaler 2–6', 'budget', 'policy', 'identity'],
  ],
  ['StatefulSet shop/mongo', ['mongo', 'StatefulSet · 3 pods', 'mongo:8.0']],
  ['Service shop/mongo', ['mongo', 'Service · port 27017']],
  ['Ingress shop/api', ['api', 'Ingress', 'shop.example.com']],
  ['volume StatefulSet shop/mongo data', ['data', '3 × 10Gi · fast']],
  ['outside host api.payment.example.com', ['api.payment.example.com', 'outside host']],
  ['internet', ['Internet']],
])('writes on the card of %s', (id, lines) => {
  expect(texts(named(id))).toEqual(lines);
});

test('marks a change by a sign and by its effects, a danger before all', () => {
  const change = { action: 'changed', isDangerous: false, labels: ['restarts pods'] } as const;
  expect(texts(named('StatefulSet shop/mongo'), change).slice(3)).toEqual(['restarts pods', '~']);
  expect(texts(named('StatefulSet shop/mongo'), { ...change, isDangerous: true }).at(-1)).toBe('!');
  expect(texts(named('StatefulSet shop/mongo'), { ...change, action: 'removed', labels: [] }).slice(3)).toEqual([
    'removed',
    '−',
  ]);
});

test('makes a card as wide as its texts, and higher for Secrets and marks', () => {
  const node = named('Deployment shop/api');
  const [plain, withSecrets] = [nodeSize({ ...node, marks: [] }, []), nodeSize(node, [named('Secret shop/login')])];
  expect(nodeSize(internet, []).width).toBeLessThan(plain.width);
  expect(withSecrets.height).toBeGreaterThan(plain.height + 24);
  expect(nodeSize({ ...node, name: 'n'.repeat(63) }, []).width).toBe(264);
});

test('keeps Secrets inside of the card', () => {
  const boxes = secretBoxes(box, 2);
  expect(boxes.every(({ x, y, width, height }) => x > 0 && x + width < 250 && y > 0 && y + height < 120)).toBe(true);
  expect(secretPill(named('Secret shop/login'), boxes[0] ?? box).text).toContain('>login</text>');
});
