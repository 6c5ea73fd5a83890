import type * as k8s from '../../../imports/k8s';
import { scheduleProblem, timeZoneProblem } from '../../kubernetes/schedule';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, Props, PropsOf } from '../../props/schema';

/** The props of a schedule. */
export const schedule = object({
  /** The start of the runs: minute, hour, day of the month, month, day of the week. */
  schedule: string({ check: scheduleProblem, example: '"0 3 * * *"' }),
  /**
   * The time zone of the schedule.
   * @default 'Etc/UTC'
   */
  timeZone: string({ check: timeZoneProblem, example: '"Europe/Berlin"', default: 'Etc/UTC' }),
});

/** The props of a schedule, as a program writes them. */
export interface MongoScheduleProps extends PropsOf<typeof schedule>, Props {}

/**
 * Returns the spec of a CronJob: one run at a time, up to an hour late, with the last three of each outcome kept, unless the Job has a time
 * to live.
 */
export function scheduledJobSpec(props: Decided<typeof schedule>, job: k8s.JobSpec): k8s.CronJobSpec {
  return {
    schedule: props.schedule,
    timeZone: props.timeZone,
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 3600,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { spec: job },
  };
}
