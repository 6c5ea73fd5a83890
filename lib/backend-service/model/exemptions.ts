import { IgnoredChecks } from '../../pods/metadata';
import { userExemption } from '../../pods/security-context';
import { backendUser } from '../workload/identity';
import { DecidedProps } from './props';

/** Returns the exemptions of the Deployment from what scanners say of its pods. */
export function deploymentExemptions(props: DecidedProps): IgnoredChecks {
  const isScaled = typeof props.replicas === 'object';
  return {
    ...podExemptions(props),
    ...(isScaled ? { 'polaris/deploymentMissingReplicas': 'the autoscaler has the number of pods' } : {}),
    ...(props.health === undefined
      ? { 'polaris/livenessProbeMissing': 'a check that asks what readiness asks would only add restarts' }
      : {}),
  };
}

/** Returns the exemptions of all workloads of the service. */
export function podExemptions({ runAsUser = backendUser }: Pick<DecidedProps, 'runAsUser'>): IgnoredChecks {
  return userExemption(runAsUser);
}
