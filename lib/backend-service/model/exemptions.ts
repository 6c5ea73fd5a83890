import { IgnoredChecks, onePodExemptions } from '../../pods/metadata';
import { userExemption } from '../../pods/security-context';
import { probes } from '../workload/health';
import { backendUser } from '../workload/identity';
import { DecidedProps } from './props';

/** Returns the exemptions of the Deployment from what scanners say of its pods. */
export function deploymentExemptions(props: DecidedProps): IgnoredChecks {
  const isScaled = typeof props.replicas === 'object';
  const { readinessProbe, livenessProbe } = probes(props);
  return {
    ...podExemptions(props),
    ...(props.strategy === 'Recreate' && props.replicas === 1
      ? onePodExemptions('one pod at a time runs by intention')
      : {}),
    ...(readinessProbe === undefined
      ? { 'polaris/readinessProbeMissing': 'nothing connects to the pods, which are ready once their process runs' }
      : {}),
    ...(isScaled ? { 'polaris/deploymentMissingReplicas': 'the autoscaler has the number of pods' } : {}),
    ...(livenessProbe === undefined
      ? { 'polaris/livenessProbeMissing': 'a check that asks what readiness asks would only add restarts' }
      : {}),
  };
}

/** Returns the exemptions of all workloads of the service. */
export function podExemptions({ runAsUser = backendUser }: Pick<DecidedProps, 'runAsUser'>): IgnoredChecks {
  return userExemption(runAsUser);
}
