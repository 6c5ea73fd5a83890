import { shown } from './findings';

const scheduleFields = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** What is wrong with a cron schedule. The grammar of the cron library that Kubernetes uses: five fields, or one of the words. */
export function scheduleProblem(schedule: unknown): string | undefined {
  const fix = 'write minute, hour, day, month and day of the week, such as "0 3 * * *"';
  if (typeof schedule !== 'string') return `must be a schedule, got ${shown(schedule)}; ${fix}`;
  if (/TZ=/.test(schedule)) return `must not hold a time zone, got ${shown(schedule)}; write it as timeZone`;
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(schedule)) return undefined;
  const fields = schedule.trim().split(/\s+/);
  const good =
    fields.length === 5 &&
    fields.every((field, index) => field.split(',').every((part) => isSchedulePart(part, index)));
  return good ? undefined : `must be a schedule, got ${shown(schedule)}; ${fix}`;
}

function isSchedulePart(part: string, index: number): boolean {
  const { least = 0, most = 0, names = [] as string[] } = scheduleFields[index] ?? {};
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) return false;
  if (range === '*' || (range === '?' && step === undefined)) return true;
  const bounds = range.split('-').map((bound) => {
    const named = names.indexOf(bound.toLowerCase());
    return named >= 0 ? named + least : /^\d+$/.test(bound) ? Number(bound) : NaN;
  });
  const [from = NaN, to = from] = bounds;
  return bounds.length <= 2 && from >= least && to <= most && from <= to;
}

/**
 * What is wrong with a time zone of the IANA database. The API server reads it from files, so that its letters' case counts, which
 * it does not for JavaScript.
 */
export function timeZoneProblem(zone: unknown): string | undefined {
  const fix = (name: string): string => `must be a time zone of the IANA database, got ${shown(zone)}; write "${name}"`;
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
  if (places.length === 0) return zone === 'UTC' || zone === 'GMT' ? undefined : fix('Europe/Berlin');
  return places.every((place) => /^([A-Z][a-z]|GMT|U[TC]|Z)/.test(place)) ? undefined : fix('Europe/Berlin');
}
