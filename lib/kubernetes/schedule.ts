import { Problem, ProblemCode, quoted } from '../findings/problem';

const scheduleFields = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

// Names without a place, which the database keeps for what was written before.
const oldZones = new Set(
  [
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran',
    'Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK',
    'Singapore Turkey UCT UTC Universal W-SU WET Zulu',
  ].flatMap((line) => line.split(' ')),
);

const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const secondsOfUnits: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};
const duration = /^@every (?:(?:\d+\.?\d*|\.\d+)(?:h|m|s|ms|us|µs|ns))+$/;
// What a 64-bit number of nanoseconds holds.
const longestSeconds = 9_223_372_036;

/**
 * Returns the problem of a cron schedule. The grammar is that of the cron library in Kubernetes: five fields, one of the words, or
 * `@every 1h30m`. The controller checks a CronJob once a minute, so that a shorter interval is invalid.
 * https://pkg.go.dev/github.com/robfig/cron/v3
 */
export function scheduleProblem(schedule: unknown): Problem | undefined {
  const fix = 'write minute, hour, day, month and day of the week, such as "0 3 * * *"';
  const wrong = (code: ProblemCode, want: string, write: string): Problem => ({
    code,
    want,
    got: quoted(schedule),
    write,
  });
  if (typeof schedule !== 'string') return wrong('invalid-format', 'must be a schedule', fix);
  if (/TZ=/.test(schedule)) return wrong('invalid-value', 'must not hold a time zone', 'write it as timeZone');
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(schedule)) return undefined;
  if (schedule.startsWith('@every')) return intervalProblem(schedule);
  const parts = schedule.trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays] = parts.map(valuesOf);
  const isSunday = valuesOf(parts[4]?.replace(/(?<![\d/])7(?!\d)/g, '6') ?? '', 4) !== undefined;
  if (weekdays === undefined && isSunday)
    return wrong('out-of-range', 'must have a day of the week from 0 to 6', 'write 0 for Sunday');
  if (parts.length !== 5 || !minutes || !hours || !days || !months || !weekdays)
    return wrong('invalid-format', 'must be a schedule', fix);
  const isAnyWeekday = /^[*?](?:\/1)?$/.test(parts[4] ?? '');
  const comes = months.some((month) => days.some((day) => day <= (daysOfMonths[month - 1] ?? 0)));
  if (comes || !isAnyWeekday) return undefined;
  return wrong('invalid-value', 'must have a day that comes', 'write a day that the month has');
}

function intervalProblem(schedule: string): Problem | undefined {
  const units = [...schedule.matchAll(/([\d.]+)([a-zµ]+)/g)];
  const seconds = units.reduce((sum, [, count, unit = '']) => sum + Number(count) * (secondsOfUnits[unit] ?? NaN), 0);
  if (duration.test(schedule) && seconds >= 60 && seconds <= longestSeconds) return undefined;
  const want = 'must be an interval of at least a minute in hours, minutes and seconds';
  return { code: 'out-of-range', want, got: quoted(schedule), write: 'write "@every 1h30m"' };
}

/** Returns the values of one of the five fields, by its place; undefined if it is invalid. */
function valuesOf(part: string, place: number): number[] | undefined {
  const ranges = part.split(',').filter((range) => range !== '');
  const values = ranges.map((range) => rangeOf(range, place));
  return values.length === 0 || values.includes(undefined) ? undefined : values.flatMap((each) => each ?? []);
}

function rangeOf(text: string, place: number): number[] | undefined {
  const { least = 0, most = 0, names = [] as string[] } = scheduleFields[place] ?? {};
  const [range = '', stepText = '1', ...more] = text.split('/');
  const [first = '', last, ...others] = range.split('-');
  const bound = (given: string): number => {
    const named = names.indexOf(given.toLowerCase());
    return named >= 0 ? named + least : number(given);
  };
  const isAll = first === '*' || first === '?';
  const from = isAll ? least : bound(first);
  const single = text.includes('/') ? most : from;
  const to = isAll ? most : last === undefined ? single : bound(last);
  const step = number(stepText);
  if (more.length + others.length > 0 || !(from >= least && to <= most && from <= to && step > 0)) return undefined;
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function number(text: string): number {
  // The cron library reads 64-bit integers.
  return /^\+?\d{1,18}$/.test(text) ? Number(text) : NaN;
}

/**
 * Returns the problem of a time zone of the IANA database. The API server reads it from files, so that it distinguishes upper and lower
 * case. JavaScript does not.
 */
export function timeZoneProblem(zone: unknown): Problem | undefined {
  const fix = (name: string): Problem => ({
    code: 'invalid-value',
    want: 'must be a time zone of the IANA database',
    got: quoted(zone),
    write: `write "${name}"`,
  });
  if (typeof zone !== 'string' || !/^[A-Z]\w*([-+/]\w+)*$/.test(zone) || zone === 'Local') return fix('Europe/Berlin');
  const known = Intl.supportedValuesOf('timeZone').find((name) => name.toLowerCase() === zone.toLowerCase());
  if (known !== undefined) return known === zone ? undefined : fix(known);
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    return fix('Europe/Berlin');
  }
  // A name that is known to JavaScript by another one, such as Asia/Kolkata or Etc/UTC.
  const [, ...places] = zone.split('/');
  if (places.length === 0) return oldZones.has(zone) ? undefined : fix('Europe/Berlin');
  return places.every((place) => /^([A-Z][a-z]|GMT|U[TC]|Z)/.test(place)) ? undefined : fix('Europe/Berlin');
}
