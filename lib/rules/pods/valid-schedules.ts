import { faultsAt, Rule } from '../rule';
import { groupKind, textField } from '../../manifests/manifest';
import { scheduleProblem, timeZoneProblem } from '../../kubernetes/schedule';

/** The API server refuses a CronJob whose schedule or time zone it cannot read. */
export const validSchedules: Rule = {
  id: 'valid-schedules',
  summary: 'CronJobs have a valid schedule and time zone',
  why: 'the API server refuses the object: Sunday is 0, not 7',
  rechecks: true,
  *check(object) {
    if (groupKind(object) !== 'batch/CronJob') return;
    const checks = { schedule: scheduleProblem, timeZone: timeZoneProblem };
    for (const [name, check] of Object.entries(checks)) {
      const text = textField(object, 'spec', name);
      yield* faultsAt(['spec', name], text === undefined ? undefined : check(text));
    }
  },
};
