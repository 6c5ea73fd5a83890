import { Findings, shown } from '../values/findings';
import { dnsLabelProblem } from '../values/names';
import { integerProblem } from '../values/numbers';

export interface JobsProps {
  /**
   * A Job that runs once for every change of what it is made of, such as a database migration: its name ends in a hash of its pods, so
   * that an unchanged one is not run again. It runs beside the rollout; an application that cannot wait for it waits by itself.
   * @default - none
   */
  readonly migration?: JobProps;
  /**
   * CronJobs by name; each is named after the service and it.
   * @default - none
   */
  readonly cronJobs?: Readonly<Record<string, CronJobProps>>;
}

/** A run of the service's image with its environment, files and mounts, but without ports and without requests. */
export interface JobProps {
  /** The program, with its arguments. */
  readonly command: readonly [string, ...string[]];
  /**
   * How often a failed run is tried again.
   * @default 3
   */
  readonly backoffLimit?: number;
  /**
   * How long it may take with all tries, in seconds.
   * @default 600
   */
  readonly activeDeadlineSeconds?: number;
  /**
   * How long a Job that ended is kept, in seconds.
   * @default 86400
   */
  readonly ttlSecondsAfterFinished?: number;
}

export interface CronJobProps extends JobProps {
  /** When it starts: minute, hour, day of the month, month, day of the week. */
  readonly schedule: string;
  /**
   * The time zone of the schedule.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
  /**
   * What happens when the last run has not ended.
   * @default 'Forbid'
   */
  readonly concurrencyPolicy?: 'Forbid' | 'Replace' | 'Allow';
  /**
   * How late a run may still start, in seconds, from 10.
   * @default 300
   */
  readonly startingDeadlineSeconds?: number;
}

/** Reports names, schedules and limits that a Job cannot have. */
export function checkJobs(findings: Findings, service: string, props: JobsProps): void {
  if (props.migration !== undefined) checkJob(findings.of('migration'), props.migration);
  for (const [name, job] of Object.entries(props.cronJobs ?? {})) {
    const part = findings.of(`cronJobs ${shown(name)}`);
    // A CronJob's Jobs get a suffix of 11 characters, and names of Jobs end at 63.
    part.add('name', dnsLabelProblem(name, Math.max(1, 52 - service.length - 1)));
    part.add('schedule', scheduleProblem(job.schedule));
    if (job.timeZone !== undefined) part.add('timeZone', timeZoneProblem(job.timeZone));
    part.add('startingDeadlineSeconds', integerProblem(job.startingDeadlineSeconds ?? 300, 10));
    checkJob(part, job);
  }
}

function checkJob(findings: Findings, props: JobProps): void {
  if (!Array.isArray(props.command) || props.command.length === 0) {
    findings.add(
      'command',
      `must be a program with its arguments, got ${shown(props.command)}; write ["node", "migrate.js"]`,
    );
  }
  findings.add('backoffLimit', integerProblem(props.backoffLimit ?? 3, 0));
  findings.add('activeDeadlineSeconds', integerProblem(props.activeDeadlineSeconds ?? 600, 1));
  findings.add('ttlSecondsAfterFinished', integerProblem(props.ttlSecondsAfterFinished ?? 86400, 0));
}

const scheduleFields = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** The grammar of the cron library that Kubernetes uses: five fields, or one of the words. */
function scheduleProblem(schedule: unknown): string | undefined {
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
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*' || (range === '?' && step === undefined)) return true;
  const bounds = range.split('-').map((bound) => {
    const named = names.indexOf(bound.toLowerCase());
    return named >= 0 ? named + least : /^\d+$/.test(bound) ? Number(bound) : NaN;
  });
  const [from = NaN, to = from] = bounds;
  return bounds.length <= 2 && from >= least && to <= most && from <= to;
}

function timeZoneProblem(zone: string): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    if (zone !== '' && zone !== 'Local') return undefined;
  } catch {
    // Said below.
  }
  return `must be a time zone of the IANA database, got ${shown(zone)}; write "Europe/Berlin"`;
}
