import { schedule, scheduledJobSpec } from '../../../lib/mongo/backup/scheduled-job';
import { decided } from '../../../lib/props/schema';
import { issuesOf } from '../../problem-text';

test('starts one Job at a time, by the clock of the given zone', () => {
  const job = { template: {} };
  const nightly = decided(schedule, { schedule: '0 3 * * *' });
  expect(scheduledJobSpec(nightly, job)).toMatchObject({
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    jobTemplate: { spec: job },
  });
  expect(scheduledJobSpec({ ...nightly, timeZone: 'Europe/Berlin' }, job).timeZone).toBe('Europe/Berlin');
});

test('refuses a schedule and a zone that do not exist', () => {
  expect(issuesOf(schedule, { schedule: 'nightly', timeZone: 'Berlin time' })).toEqual([
    'schedule must be a schedule, got "nightly"; write minute, hour, day, month and day of the week, such as "0 3 * * *"',
    'timeZone must be a time zone of the IANA database, got "Berlin time"; write "Europe/Berlin"',
  ]);
});
