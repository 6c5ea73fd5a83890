import { validSchedules } from '../../../lib/rules/pods/valid-schedules';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const cronJob = (spec: object) => object('CronJob', { spec: { schedule: '0 3 * * *', ...spec } });

test('accepts a schedule and a time zone', () => {
  expect(findings(validSchedules, cronJob({ schedule: '*/5 * * * 0', timeZone: 'Asia/Tokyo' }))).toEqual([]);
});

test('refuses a day of the week that there is not, and a zone that is mistyped', () => {
  const found = findings(validSchedules, cronJob({ schedule: '30 2 * * 7', timeZone: 'Asia/Tokio' }));
  expect(found.map((line) => line.split(';')[0])).toEqual([
    '[CronJob shop/web] spec.schedule must have a day of the week from 0 to 6, got "30 2 * * 7"',
    '[CronJob shop/web] spec.timeZone must be a time zone of the IANA database, got "Asia/Tokio"',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validSchedules, optedOut(cronJob({ schedule: '0 3 * * 7' }), validSchedules))).toEqual([]);
});
