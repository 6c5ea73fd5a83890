import { plannedChanges } from '../../../lib/plan/plan';
import { planMarkdown } from '../../../lib/plan/output/plan-markdown';
import { object } from '../../manifests';
import { plan, unchanged } from './plan-outputs';

test('is a table of the objects, with their fields folded away, in which no value can end a cell or call a person', () => {
  expect(planMarkdown([plan, unchanged])).toMatchSnapshot();
});

test('says in a line that nothing changes', () => {
  expect(planMarkdown([unchanged])).toBe('**No change** to what is applied.\n');
});

test('stays within the length of a comment', () => {
  const many = Array.from({ length: 2000 }, (_, index) => object('ConfigMap', {}, { name: `settings-${index}` }));
  const changed = many.map((manifest) => ({ ...manifest, data: { a: 'b'.repeat(100) } }));
  const text = planMarkdown([{ title: 'many', changes: plannedChanges(many, changed) }]);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('2000 changed');
  expect(text).toMatch(/_The rest is too long for a comment; run the plan to see it._\n$/);
});
