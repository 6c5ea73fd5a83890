import { scheduleProblem, timeZoneProblem } from '../../lib/values/schedule';

test.each(['* * * * *', '*/5 * * * *', '0-5,7 1 1 jan sun', '0 0 * * MON-FRI', '1/2 * * * *', '@daily', '? ? ? ? ?'])(
  'accepts the schedule %p',
  (schedule) => {
    expect(scheduleProblem(schedule)).toBeUndefined();
  },
);

test.each([
  '60 * * * *',
  '0 24 * * *',
  '0 0 0 * *',
  '* * * * 7',
  '*/0 * * * *',
  '5-1 * * * *',
  '* * * *',
  '',
  '@often',
  5,
])('refuses the schedule %p', (schedule) => {
  expect(scheduleProblem(schedule)).toBe(
    `must be a schedule, got ${JSON.stringify(schedule)}; write minute, hour, day, month and day of the week, such as "0 3 * * *"`,
  );
});

test('has the time zone beside the schedule', () => {
  expect(scheduleProblem('TZ=UTC 0 0 * * *')).toBe(
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
])('accepts the time zone %p', (zone) => {
  expect(timeZoneProblem(zone)).toBeUndefined();
});

test.each(['europe/berlin', 'ASIA/KOLKATA', 'Utc', 'Local', '+01:00', 'Mars/Base', '', 5])(
  'refuses the time zone %p',
  (zone) => {
    expect(timeZoneProblem(zone)).toMatch(/^must be a time zone of the IANA database, got .+; write ".+"$/);
  },
);
