import { conditionOf, isTrue } from '../../../lib/status/view/conditions';
import { live } from '../played-view';

test('reads conditions of live objects', () => {
  const job = live('Job', 'job-late');
  expect([isTrue(conditionOf(job, 'Failed')), isTrue(conditionOf(job, 'Complete'))]).toEqual([true, false]);
});
