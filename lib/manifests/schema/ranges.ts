/** The least and the most that the API server takes for a number, or for the number of a percentage. */
export interface Range {
  readonly least: number;
  /** The most. @default - that of an integer of 32 bits */
  readonly most?: number;
  /** The most of a percentage. @default - any */
  readonly mostPercent?: number;
}

/** The most of a file's permissions: https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/sys_stat.h.html */
export const mostMode = 0o777;
const mostId = 2 ** 31 - 1;
const port = { least: 1, most: 65_535 };
const share = { least: 0, mostPercent: 100 };
const tenMinutes = 600;

/**
 * The ranges of numbers by the type of the object and the field, which the schema does not have. The field's documentation or the API
 * server's validation states them: https://kubernetes.io/docs/reference/kubernetes-api/
 */
export const ranges: ReadonlyMap<string, readonly (readonly [field: string, range: Range])[]> = byType([
  [
    { least: 0 },
    'Probe: initialDelaySeconds',
    'DeploymentSpec: replicas minReadySeconds revisionHistoryLimit progressDeadlineSeconds',
    'StatefulSetSpec: replicas minReadySeconds',
    'DaemonSetSpec: minReadySeconds revisionHistoryLimit',
    'ReplicaSetSpec: replicas minReadySeconds',
    'ReplicationControllerSpec: replicas minReadySeconds',
    'JobSpec: parallelism completions backoffLimit activeDeadlineSeconds ttlSecondsAfterFinished',
    'JobSpec: backoffLimitPerIndex maxFailedIndexes',
    'CronJobSpec: startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit',
    'PodSpec: terminationGracePeriodSeconds',
    'LeaseSpec: leaseTransitions',
    'RollingUpdateDeployment: maxSurge',
    'RollingUpdateStatefulSetStrategy: partition',
    'StatefulSetOrdinals: start',
    'SuccessPolicyRule: succeededCount',
    'LimitedPriorityLevelConfiguration: nominalConcurrencyShares borrowingLimitPercent',
    'HorizontalPodAutoscalerSpec: minReplicas',
    'QueuingConfiguration: queues handSize queueLengthLimit',
  ],
  [
    { least: 1 },
    // The API server reads 0 as the default.
    'Probe: periodSeconds timeoutSeconds failureThreshold successThreshold terminationGracePeriodSeconds',
    'HorizontalPodAutoscalerSpec: maxReplicas targetCPUUtilizationPercentage',
    'TopologySpreadConstraint: maxSkew minDomains',
    'LeaseSpec: leaseDurationSeconds',
    'HPAScalingPolicy: value',
    'MetricTarget: averageUtilization',
  ],
  [{ least: 1, most: mostId }, 'PodSpec: activeDeadlineSeconds'],
  [{ least: 1, most: 100 }, 'WeightedPodAffinityTerm: weight', 'PreferredSchedulingTerm: weight'],
  [{ least: 1, most: 86_400 }, 'ClientIPConfig: timeoutSeconds'],
  [{ least: 1, most: 1800 }, 'HPAScalingPolicy: periodSeconds'],
  [{ least: 0, most: 3600 }, 'HPAScalingRules: stabilizationWindowSeconds'],
  [{ least: 0, most: 10_000 }, 'FlowSchemaSpec: matchingPrecedence'],
  [{ least: 0, most: 100 }, 'LimitedPriorityLevelConfiguration: lendablePercent'],
  [{ least: 1, most: 20_000 }, 'APIServiceSpec: groupPriorityMinimum'],
  [{ least: 1, most: 1000 }, 'APIServiceSpec: versionPriority'],
  [{ least: 1, most: 30 }, 'ValidatingWebhook: timeoutSeconds', 'MutatingWebhook: timeoutSeconds'],
  [{ least: 0, most: 255 }, 'ISCSIVolumeSource: lun', 'ISCSIPersistentVolumeSource: lun'],
  [
    { least: tenMinutes, most: 2 ** 32 },
    'ServiceAccountTokenProjection: expirationSeconds',
    'TokenRequest: expirationSeconds',
  ],
  [
    { least: 0, most: mostMode },
    'ConfigMapVolumeSource: defaultMode',
    'SecretVolumeSource: defaultMode',
    'ProjectedVolumeSource: defaultMode',
    'DownwardAPIVolumeSource: defaultMode',
    'DownwardAPIVolumeFile: mode',
    'KeyToPath: mode',
  ],
  [
    { least: 0, most: mostId },
    'PodSecurityContext: runAsUser runAsGroup fsGroup supplementalGroups',
    'SecurityContext: runAsUser runAsGroup',
  ],
  [{ least: 0, most: 65_535 }, 'ContainerPort: hostPort'],
  [
    port,
    'HTTPGetAction: port',
    'TCPSocketAction: port',
    'GRPCAction: port',
    'ServiceBackendPort: number',
    'ServiceReference: port',
    'NetworkPolicyPort: port endPort',
  ],
  [
    share,
    'PodDisruptionBudgetSpec: minAvailable maxUnavailable',
    'RollingUpdateDeployment: maxUnavailable',
    'RollingUpdateDaemonSet: maxSurge maxUnavailable',
    'RollingUpdateStatefulSetStrategy: maxUnavailable',
  ],
]);

function byType(rows: readonly (readonly [Range, ...string[]])[]): Map<string, (readonly [string, Range])[]> {
  const found = new Map<string, (readonly [string, Range])[]>();
  for (const [range, ...lines] of rows) {
    for (const line of lines) {
      const [type = '', names = ''] = line.split(': ');
      found.set(type, [...(found.get(type) ?? []), ...names.split(' ').map((name) => [name, range] as const)]);
    }
  }
  return found;
}
