import { Findings, shown } from '../values/findings';
import { dnsLabelProblem } from '../values/names';
import { integerProblem } from '../values/numbers';
import { scalar, listOf, mapOf, oneOf, optional, record, Shapes, text } from '../values/shape';
import { scheduleProblem, timeZoneProblem } from '../values/schedule';

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

const jobShapes: Shapes<JobProps> = {
  command: listOf(text),
  backoffLimit: scalar,
  activeDeadlineSeconds: scalar,
  ttlSecondsAfterFinished: scalar,
};

export const jobsShapes: Shapes<JobsProps> = {
  migration: optional(record<JobProps>(jobShapes)),
  cronJobs: optional(
    mapOf(
      record<CronJobProps>({
        ...jobShapes,
        schedule: scalar,
        timeZone: scalar,
        concurrencyPolicy: optional(oneOf('Forbid', 'Replace', 'Allow')),
        startingDeadlineSeconds: scalar,
      }),
    ),
  ),
};

/** Reports names, schedules and limits that a Job cannot have. */
export function checkJobs(findings: Findings, service: string, props: JobsProps): void {
  if (props.migration !== undefined) {
    checkJob(findings.of('migration'), props.migration);
    // The Job's own name ends in a hash of eight digits.
    const most = 63 - '-migration-12345678'.length;
    if (service.length > most)
      findings.add(
        'id',
        `must have at most ${most} characters with a migration, got ${shown(service)}; write a shorter name`,
      );
  }
  for (const [name, job] of Object.entries(props.cronJobs ?? {})) {
    const part = findings.of(`cronJobs ${shown(name)}`);
    // A CronJob's Jobs get a suffix of 11 characters, and names of Jobs end at 63.
    part.add('name', dnsLabelProblem(name, Math.max(1, 52 - service.length - 1)));
    if (name === 'migration') part.add('name', 'must not be that of the migration, got "migration"; write another');
    part.add('schedule', scheduleProblem(job.schedule));
    if (job.timeZone !== undefined) part.add('timeZone', timeZoneProblem(job.timeZone));
    part.add('startingDeadlineSeconds', integerProblem(job.startingDeadlineSeconds ?? 300, 10));
    checkJob(part, job);
  }
}

function checkJob(findings: Findings, props: JobProps): void {
  if (props.command.length < 1) {
    findings.add(
      'command',
      `must be a program with its arguments, got ${shown(props.command)}; write ["node", "migrate.js"]`,
    );
  }
  findings.add('backoffLimit', integerProblem(props.backoffLimit ?? 3, 0));
  findings.add('activeDeadlineSeconds', integerProblem(props.activeDeadlineSeconds ?? 600, 1));
  findings.add('ttlSecondsAfterFinished', integerProblem(props.ttlSecondsAfterFinished ?? 86400, 0));
}
