import { environmentsSection } from '../../../lib/report/page/environments-section';

test('shows a fact in each environment, marks those that differ from the first, and hides those that are equal', () => {
  const { text } = environmentsSection(
    ['a', 'b', 'c'],
    [
      { subject: 'Deployment api', name: 'image', values: ['x:1', 'x:1', 'x:1'], differs: false },
      { subject: 'Deployment api', name: 'replicas', values: [undefined, '1 pod', '<3> pods'], differs: true },
    ],
  );
  expect(text).toContain('Show what is equal everywhere too (1)');
  expect(text).toContain('<tr class="equal"><th scope="row">Deployment api</th><td>image</td>');
  expect(text).toContain('<td class="none">–</td><td>1 pod</td><td class="other">&lt;3&gt; pods</td>');
});
