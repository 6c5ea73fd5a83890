import type * as k8s from '../../../imports/k8s';
import { Findings } from '../../findings/findings';
import { advised, optional, scalar, Shapes, text } from '../../props/shape';
import { scheduleProblem, timeZoneProblem } from '../../kubernetes/schedule';

export interface MongoScheduleProps {
  /** When a run starts: minute, hour, day of the month, month, day of the week. */
  readonly schedule: string;
  /**
   * The time zone of the schedule.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
}

export const scheduleShapes: Shapes<MongoScheduleProps> = {
  schedule: advised(text, '"0 3 * * *"'),
  timeZone: optional(scalar),
};

/** A Job by the clock: one at a time, up to an hour late, with the last three of each outcome kept, unless the Job says when it goes. */
export function scheduledJobSpec(
  { schedule, timeZone = 'Etc/UTC' }: MongoScheduleProps,
  job: k8s.JobSpec,
): k8s.CronJobSpec {
  return {
    schedule,
    timeZone,
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 3600,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { spec: job },
  };
}

/** Reports a schedule that is none. */
export function checkSchedule(findings: Findings, { schedule, timeZone }: MongoScheduleProps): void {
  findings.add('schedule', scheduleProblem(schedule));
  if (timeZone !== undefined) findings.add('timeZone', timeZoneProblem(timeZone));
}
