import { Action, Observation } from '../observation';
import { wait } from './actions';

/** Returns the action on the data format, which is only raised, and once every member can read it: no older release can run after that. */
export function compatibilityAction({ compatibility }: Observation): Action | undefined {
  if (compatibility === undefined) return undefined;
  const { desired, current, lower, behind } = compatibility;
  if (lower)
    return wait('compatibility', `an administrator to lower featureCompatibilityVersion from ${current} to ${desired}`);
  if (behind.length > 0)
    return wait('compatibility', `${behind.join(', ')} to run ${desired}, for featureCompatibilityVersion`);
  return { kind: 'raise compatibility', version: desired };
}
