import { checkSchedule, scheduledJobSpec } from '../../../lib/mongo/backup/scheduled-job';
import { Findings } from '../../../lib/findings/findings';

test('starts one Job at a time, by the clock of the given zone', () => {
  const job = { template: {} };
  expect(scheduledJobSpec({ schedule: '0 3 * * *' }, job)).toMatchObject({
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    jobTemplate: { spec: job },
  });
  expect(scheduledJobSpec({ schedule: '0 3 * * *', timeZone: 'Europe/Berlin' }, job).timeZone).toBe('Europe/Berlin');
});

test('reports a schedule and a zone that are none', () => {
  const findings = new Findings();
  checkSchedule(findings, { schedule: 'nightly', timeZone: 'Berlin time' });
  expect(findings.validate().map((finding) => finding.split(' ', 1)[0])).toEqual(['schedule', 'timeZone']);
});
