import { EnvironmentPlan, plannedChanges } from '../../../lib/plan/plan';
import { commentMarker, planMarkdown } from '../../../lib/plan/output/plan-markdown';
import { object } from '../../manifests';
import { plan, unchanged } from './plan-outputs';

test('is a table of the objects, with their fields folded away, in which no value can end a cell or call a person', () => {
  expect(planMarkdown([plan, unchanged])).toMatchSnapshot();
});

test('says in a line that nothing changes', () => {
  expect(planMarkdown([unchanged])).toBe('<!-- cdk8s-backend plan -->\n**No change** to what is applied.\n');
});

test('begins with the line by which a program finds its comment, and with the verdict', () => {
  const changed = plannedChanges(
    [object('ConfigMap', { data: { a: '1' } })],
    [object('ConfigMap', { data: { a: '2' } })],
  );
  const firstLines = (plans: readonly EnvironmentPlan[]) => planMarkdown(plans).split('\n').slice(0, 2);
  expect([firstLines([plan]), firstLines([{ title: '', changes: changed }])]).toEqual([
    [commentMarker, ':warning: **2 of 5 changes are dangerous**'],
    [commentMarker, '**1 change, none of them dangerous**'],
  ]);
});

test('has the tables of all environments before the details of any', () => {
  const text = planMarkdown([plan, { ...plan, title: 'production' }]);
  expect(text.indexOf('### production')).toBeLessThan(text.indexOf('<summary>:warning: Service'));
  expect(text).toContain('#### production');
});

test('tells all dangers of a long plan, and counts the rows that have no room', () => {
  const many = Array.from({ length: 2000 }, (_, index) => object('ConfigMap', {}, { name: `settings-${index}` }));
  const text = planMarkdown([{ title: 'many', changes: plannedChanges([...many, object('StatefulSet')], []) }]);
  expect(text).toContain('<code>StatefulSet shop/web</code> | **deletes data**, **stops all pods** |');
  expect(text).toMatch(/\| … \d+ more \|/);
});

test('has a rename in one row', () => {
  const spec = { spec: { template: { spec: { containers: [{ name: 'a', image: 'a:1', args: ['a', 'b'] }] } } } };
  const changes = plannedChanges([object('Deployment', spec)], [object('Deployment', spec, { name: 'site' })]);
  expect(planMarkdown([{ title: '', changes }])).toContain(
    '|  | renamed web → site | <code>Deployment shop/site</code> |  |\n\n',
  );
});

test('lets no name of an object end the block of the kubectl lines', () => {
  const hostile = object('ConfigMap', {}, { name: '</pre>\n\n```\n# x' });
  expect(planMarkdown([{ title: '', changes: plannedChanges([hostile], []) }])).toContain(
    "<pre>\nkubectl delete configmap '&#60;/pre&#62;&#10;&#10;&#96;&#96;&#96;&#10;&#35; x' --namespace shop\n</pre>\n",
  );
});

test('stays within the length of a comment', () => {
  const many = Array.from({ length: 2000 }, (_, index) => object('ConfigMap', {}, { name: `settings-${index}` }));
  const changed = many.map((manifest) => ({ ...manifest, data: { a: 'b'.repeat(100) } }));
  const text = planMarkdown([{ title: 'many', changes: plannedChanges(many, changed) }]);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('2000 changed');
  expect(text).toMatch(/_The rest is too long for a comment; run the plan to see it._\n$/);
});
