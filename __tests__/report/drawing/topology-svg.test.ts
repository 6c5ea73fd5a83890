import { arrowHeads, lineKinds, topologySvg } from '../../../lib/report/drawing/topology-svg';
import { topology } from '../../../lib/topology/topology';
import { objects, shop } from '../../topology/shop';

const rowOf = ({ id }: { readonly id: string }): string => id.replace(/\W+/g, '-');
const svg = topologySvg(topology(shop), { title: 'shop', rowOf }).svg.text;

test('is a picture with a link for each node, and for each Secret in each node that needs it', () => {
  const links = [...svg.matchAll(/<a class="node ([\w-]+)" href="#([\w-]+)"/g)].map(
    ([, role, row]) => `${role ?? ''} ${row ?? ''}`,
  );
  expect(links).toEqual([
    'workload Deployment-shop-api',
    'missing-secret Secret-shop-login',
    'entry Ingress-shop-api',
    'secret Secret-shop-api-tls',
    'service Service-shop-api',
    'service Service-shop-mongo',
    'database StatefulSet-shop-mongo',
    'internet internet',
    'outside namespace-monitoring',
    'outside outside-host-api-payment-example-com',
    'volume volume-StatefulSet-shop-mongo-data',
  ]);
});

test('has a line for each edge but those to Secrets, and the head of each kind', () => {
  const kinds = [...svg.matchAll(/<path class="edge (\w+)"/g)].map(([, kind]) => kind);
  expect(kinds).toHaveLength(topology(shop).edges.filter(({ kind }) => kind !== 'secret').length);
  expect(kinds.every((kind) => arrowHeads().text.includes(`id="arrow-${kind ?? ''}"`))).toBe(true);
  expect(lineKinds).toEqual(['request', 'connection', 'allowed', 'volume']);
});

test('draws several namespaces as groups, and one as none', () => {
  const two = [...shop, ...objects('{ apiVersion: v1, kind: Service, metadata: { name: a, namespace: tools } }')];
  expect(svg).not.toContain('class="group"');
  expect(topologySvg(topology(two), { title: '', rowOf }).svg.text.match(/class="group"/g)).toHaveLength(2);
});

test('marks changes by classes, for the style, and by words, for people who do not see it', () => {
  const changes = new Map([
    ['Service shop/api', { action: 'removed', isDangerous: true, labels: ['stops serving'] } as const],
  ]);
  expect(topologySvg(topology(shop), { title: 'shop', rowOf, changes }).svg.text).toMatch(
    /<a class="node service removed dangerous"[^>]* aria-label="Service api, port 80, stops serving"/,
  );
});
