import { isIP } from 'node:net';
import { shown } from '../../findings/findings';
import { field, listField } from '../fields';

type Fields = Readonly<Record<string, unknown>>;

/** The least and the most that the API server takes for a number; no `most` is that of an integer of 32 bits. */
type Range = readonly [least: number, most?: number];

const probe: Readonly<Record<string, Range>> = {
  initialDelaySeconds: [0],
  periodSeconds: [1],
  timeoutSeconds: [1],
  failureThreshold: [1],
  successThreshold: [1],
  terminationGracePeriodSeconds: [1],
};
const rollout: Readonly<Record<string, Range>> = { replicas: [0], minReadySeconds: [0], revisionHistoryLimit: [0] };

/**
 * The ranges of numbers by the type of the object and the field, which the schema does not have. The field's documentation or the API
 * server's validation states them: https://kubernetes.io/docs/reference/kubernetes-api/
 */
const ranges: Readonly<Record<string, Readonly<Record<string, Range>>>> = {
  Probe: probe,
  DeploymentSpec: { ...rollout, progressDeadlineSeconds: [0] },
  StatefulSetSpec: rollout,
  DaemonSetSpec: { minReadySeconds: [0], revisionHistoryLimit: [0] },
  ReplicaSetSpec: { replicas: [0], minReadySeconds: [0] },
  JobSpec: {
    parallelism: [0],
    completions: [0],
    backoffLimit: [0],
    activeDeadlineSeconds: [0],
    ttlSecondsAfterFinished: [0],
  },
  CronJobSpec: { startingDeadlineSeconds: [0], successfulJobsHistoryLimit: [0], failedJobsHistoryLimit: [0] },
  HorizontalPodAutoscalerSpec: { maxReplicas: [1] },
  PodSpec: { terminationGracePeriodSeconds: [0], activeDeadlineSeconds: [1] },
  TopologySpreadConstraint: { maxSkew: [1], minDomains: [1] },
  WeightedPodAffinityTerm: { weight: [1, 100] },
  PreferredSchedulingTerm: { weight: [1, 100] },
  ClientIPConfig: { timeoutSeconds: [1, 86_400] },
};

/** The problems of the numbers and addresses of an object of a type, each with the path of its field in the object. */
export function amountProblems(type: string, object: Fields): readonly string[] {
  const [bounds, related] = [ranges[type], relations[type]];
  if (bounds === undefined) return related?.(object) ?? [];
  const outside = Object.entries(bounds).flatMap(([name, [least, most]]) => {
    const value = object[name];
    if (typeof value !== 'number' || (value >= least && (most === undefined || value <= most))) return [];
    const range = most === undefined ? `from ${least}` : `from ${least} to ${most}`;
    return [`${name} must be ${range}, got ${shown(value)}; write ${value < least ? least : (most ?? least)}`];
  });
  return [...outside, ...(related?.(object) ?? [])];
}

/** Fields of an object that bound each other. */
const relations: Readonly<Record<string, (object: Fields) => string[]>> = {
  Container: (container) =>
    ['livenessProbe', 'startupProbe'].flatMap((name) => {
      const threshold = field(container, name, 'successThreshold') ?? 1;
      return threshold === 1 ? [] : [`${name}.successThreshold must be 1, got ${shown(threshold)}; leave it out`];
    }),
  DeploymentSpec: ({ progressDeadlineSeconds: deadline = 600, minReadySeconds: ready = 0 }) =>
    typeof deadline === 'number' && typeof ready === 'number' && deadline <= ready
      ? [
          `progressDeadlineSeconds must be above minReadySeconds, which is ${ready}, got ${deadline}; write ${ready + 600}`,
        ]
      : [],
  HorizontalPodAutoscalerSpec: ({ minReplicas: least = 1, maxReplicas: most }) =>
    typeof least === 'number' && typeof most === 'number' && least > most
      ? [`minReplicas must not be above maxReplicas, which is ${most}, got ${least}; write ${most}`]
      : [],
  IPBlock: ({ cidr }) =>
    typeof cidr !== 'string' || isAddressBlock(cidr)
      ? []
      : [`cidr must be a CIDR block, got ${shown(cidr)}; write one such as "203.0.113.0/24"`],
  ServiceSpec: ({ type = 'ClusterIP', ports }) =>
    listField({ ports }, 'ports').flatMap((port, index) =>
      type === 'ClusterIP' && field(port, 'nodePort') !== undefined && field(port, 'nodePort') !== 0
        ? [
            `ports[${index}].nodePort must be left out for the type ClusterIP, got ${shown(field(port, 'nodePort'))}; leave it out, or write type: NodePort`,
          ]
        : [],
    ),
  PodSpec: (pod) => {
    const grace = pod.terminationGracePeriodSeconds ?? 30;
    return listField(pod, 'containers').flatMap((container) => {
      const seconds = field(container, 'lifecycle', 'preStop', 'sleep', 'seconds');
      if (typeof seconds !== 'number' || typeof grace !== 'number' || (seconds >= 0 && seconds <= grace)) return [];
      const name = shown(field(container, 'name'));
      return [
        `containers[${name}].lifecycle.preStop.sleep.seconds must be from 0 to terminationGracePeriodSeconds, which is ${grace}, got ${seconds}; write another, or a longer grace period`,
      ];
    });
  },
};

function isAddressBlock(cidr: string): boolean {
  const [address = '', bits = ''] = cidr.split(/\/(.*)/s);
  return isIP(address) !== 0 && /^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}
