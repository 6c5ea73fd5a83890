import { within } from '../../findings/problem';
import { Rule } from '../rule';
import { field } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { scheduleProblem, timeZoneProblem } from '../../kubernetes/schedule';

/** The API server refuses a CronJob whose schedule or time zone it cannot read. */
export const validSchedules: Rule = {
  id: 'valid-schedules',
  summary: 'CronJobs have a valid schedule and time zone',
  why: 'the API server refuses the object: Sunday is 0, not 7',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      if (object.kind !== 'CronJob' || groupOf(object) !== 'batch') continue;
      const schedule = field(object, 'spec', 'schedule');
      const zone = field(object, 'spec', 'timeZone');
      const problems = [
        ['schedule', typeof schedule === 'string' ? scheduleProblem(schedule) : undefined],
        ['timeZone', typeof zone === 'string' ? timeZoneProblem(zone) : undefined],
      ] as const;
      for (const [name, problem] of problems)
        if (problem !== undefined) yield { object, ...within(`spec.${name}`, problem) };
    }
  },
};
