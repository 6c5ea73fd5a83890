import { mermaid } from '../../../lib/report/output/mermaid';
import { topology } from '../../../lib/topology/topology';
import { hostile } from '../page/hostile';
import { objects, shop } from '../../topology/shop';

test('draws a topology by namespaces, with the shapes of its nodes and the arrows of its edges', () => {
  const [api, service, ingress] = ['Deployment', 'Service', 'Ingress'].map((kind) =>
    shop.find((each) => each.kind === kind),
  );
  const few = [api, service, ingress].flatMap((each) => each ?? []);
  expect(mermaid(topology(few))).toBe(`flowchart LR
  subgraph s0["shop"]
  n0["api<br/>Deployment · 1 pod"]
  n1>"api<br/>Ingress · shop.example.com"]
  n2{{"api-tls<br/>Secret · must exist"}}:::missing
  n3{{"login<br/>Secret · must exist"}}:::missing
  n5(["api<br/>Service · port 80"])
  end
  n4[/"mongo-0.mongo.shop<br/>Service of elsewhere"/]
  n6(("Internet"))
  n7[/"api.payment.example.com<br/>outside host"/]
  n8[/"mongo-1.mongo<br/>outside host"/]
  n0 --- n3
  n0 --> n4
  n0 --> n7
  n0 --> n8
  n1 --- n2
  n1 ==> n5
  n5 ==> n0
  n6 ==> n1
  classDef missing stroke-dasharray:5 4
`);
});

test('reads nothing in a text but the text', () => {
  const text = mermaid(topology(hostile.manifests)) ?? '';
  expect(text.replace(/<br\/>/g, '')).not.toMatch(/[<`\]]>|script>|\\|'/);
  expect(text).toContain('#60;script#62;alert#40;1#41;');
});

test('marks changes', () => {
  const changes = new Map([
    ['Service shop/api', { action: 'changed', isDangerous: true, labels: ['stops serving'] } as const],
  ]);
  expect(mermaid(topology(shop), changes)).toContain('(["api<br/>Service · port 80<br/>stops serving"]):::dangerous');
});

test('draws nothing that GitHub would not', () => {
  const many = Array.from(
    { length: 2000 },
    (_, index) => `{ apiVersion: v1, kind: Service, metadata: { name: service-${index} } }`,
  );
  expect(mermaid(topology(objects(many.join('\n---\n'))))).toBeUndefined();
});
