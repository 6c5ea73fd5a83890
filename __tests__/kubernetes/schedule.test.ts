import { scheduleProblem, timeZoneProblem } from '../../lib/kubernetes/schedule';
import { textOf } from '../problem-text';

// Each as an API server of Kubernetes 1.37 judges it.
test.each([
  '* * * * *',
  '*/5 * * * *',
  '0-5,7 1 1 jan sun',
  '0 0 * * MON-FRI',
  '1/2 * * * *',
  '@daily',
  '@every 1h',
  '@every 1h30m',
  '@every 90s',
  '@every 1.5h',
  '? ? ? ? ?',
  '?/5 * * * *',
  '*/100 * * * *',
  '*-5 * * * *',
  '1,,2 * * * *',
  '+5 * * * *',
  '05 00 01 * *',
  '0 0 * * SUN-MON',
  '0 0 * * 1-5/2',
  '* * * jan,FEB *',
  '0 0 29 2 *',
  '0 0 30 2 MON',
  '  0 3 * * *  ',
])('accepts the schedule %p', (schedule) => {
  expect(scheduleProblem(schedule)).toBeUndefined();
});

test.each([
  '60 * * * *',
  '0 24 * * *',
  '0 0 0 * *',
  '0 0 32 * *',
  '0 0 * 13 *',
  '0 0 * * 8',
  '*/0 * * * *',
  '5-1 * * * *',
  '1-5-7 * * * *',
  '*/5-10 * * * *',
  '**/5 * * * *',
  '-1 * * * *',
  '0 0 * * MON-SUN',
  '0 0 * * Sunday',
  'jan * * * *',
  '0 0 L * *',
  'H * * * *',
  '* * * *',
  '* * * * * *',
  ', * * * *',
  '',
  '@often',
  '@Daily',
  '@daily ',
  5,
])('refuses the schedule %p', (schedule) => {
  expect(textOf(scheduleProblem(schedule))).toBe(
    `must be a schedule, got ${JSON.stringify(schedule)}; write minute, hour, day, month and day of the week, such as "0 3 * * *"`,
  );
});

test.each(['0 0 * * 7', '0 0 * * 1,7', '0 0 * * 5-7'])('says that Sunday is 0: %p', (schedule) => {
  expect(textOf(scheduleProblem(schedule))).toBe(
    `must have a day of the week from 0 to 6, got "${schedule}"; write 0 for Sunday`,
  );
});

test.each(['0 0 30 2 *', '0 0 31 4,6 ?'])('refuses a day that never comes: %p', (schedule) => {
  expect(textOf(scheduleProblem(schedule))).toBe(
    `must have a day that comes, got "${schedule}"; write a day that the month has`,
  );
});

test.each([
  '@every',
  '@every 1d',
  '@every  1h',
  '@every 1h 30m',
  '@every 30s',
  '@every -1h',
  '@every 9999999h',
  '@every 1.2.3h',
])('refuses the interval %p', (schedule) => {
  expect(textOf(scheduleProblem(schedule))).toBe(
    `must be an interval of at least a minute in hours, minutes and seconds, got "${schedule}"; write "@every 1h30m"`,
  );
});

test('has the time zone beside the schedule', () => {
  expect(textOf(scheduleProblem('TZ=UTC 0 0 * * *'))).toBe(
    'must not hold a time zone, got "TZ=UTC 0 0 * * *"; write it as timeZone',
  );
});

test.each([
  'UTC',
  'GMT',
  'Etc/UTC',
  'Etc/GMT+5',
  'Europe/Berlin',
  'Asia/Kolkata',
  'US/Pacific',
  'America/Port-au-Prince',
  'CET',
  'EST5EDT',
])('accepts the time zone %p', (zone) => {
  expect(timeZoneProblem(zone)).toBeUndefined();
});

test.each(['europe/berlin', 'ASIA/KOLKATA', 'Utc', 'Local', '+01:00', 'Mars/Base', '', 5])(
  'refuses the time zone %p',
  (zone) => {
    expect(textOf(timeZoneProblem(zone))).toMatch(/^must be a time zone of the IANA database, got .+; write ".+"$/);
  },
);
