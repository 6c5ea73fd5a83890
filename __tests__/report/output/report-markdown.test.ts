import { environmentPlan } from '../../../lib/plan/plan';
import { reportMarkdown } from '../../../lib/report/output/report-markdown';
import { report } from '../../../lib/report/report';
import { hostile } from '../page/hostile';
import { objects, shop, shopYaml } from '../../topology/shop';

test('has the plan first, then the facts that differ, then the diagrams', () => {
  const plan = environmentPlan('before → shop', objects(shopYaml.replace('api:1.2.3', 'api:1.2.2')), shop);
  const other = objects(shopYaml.replace('minReplicas: 2', 'minReplicas: 3'));
  const text = reportMarkdown(
    report([
      { name: 'shop', manifests: shop, plan },
      { name: 'other', manifests: other },
    ]),
  );
  expect(text.match(/^### .*$/gm)).toEqual([
    ...['### before → shop', '### Changes of shop over the topology', '### Environments'],
    ...['### Topology of shop', '### Topology of other'],
  ]);
  expect(text.startsWith('<!-- cdk8s-backend plan -->\n')).toBe(true);
  expect(text).toContain('| Deployment api | replicas | 2 to 6 pods | 3 to 6 pods |\n');
});

test('says that environments are equal', () => {
  expect(
    reportMarkdown(
      report([
        { name: 'a', manifests: shop },
        { name: 'b', manifests: shop },
      ]),
    ),
  ).toContain('All facts are equal.');
});

test('stays shorter than a comment may be', () => {
  const inputs = Array.from({ length: 120 }, (_, index) => ({ name: `environment ${index}`, manifests: shop }));
  const text = reportMarkdown(report(inputs));
  expect([text.length < 65_536, text.endsWith('_The rest is too long for a comment; the page has it._\n')]).toEqual([
    true,
    true,
  ]);
});

test('shows texts of the manifests as text', () => {
  const text = reportMarkdown(
    report([
      { name: hostile.text, manifests: hostile.manifests },
      { name: 'a', manifests: shop },
    ]),
  );
  expect(text).not.toMatch(/<script|<img|hunter2/);
});
