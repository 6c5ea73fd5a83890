import { isIP } from 'node:net';
import { FindingLevel } from '../../findings/finding';
import { Fault, quoted } from '../../findings/problem';
import { field, Fields, listField } from '../manifest';

/** The least and the most that the API server takes for a number; no `most` is that of an integer of 32 bits. */
type Range = readonly [least: number, most?: number];

const rollout = from(0, 'replicas', 'minReadySeconds', 'revisionHistoryLimit');

/**
 * The ranges of numbers by the type of the object and the field, which the schema does not have. The field's documentation or the API
 * server's validation states them: https://kubernetes.io/docs/reference/kubernetes-api/
 */
const ranges: Readonly<Record<string, Readonly<Record<string, Range>>>> = {
  Probe: {
    initialDelaySeconds: [0],
    ...from(1, 'periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold'),
    ...from(1, 'terminationGracePeriodSeconds'),
  },
  DeploymentSpec: { ...rollout, progressDeadlineSeconds: [0] },
  StatefulSetSpec: rollout,
  DaemonSetSpec: from(0, 'minReadySeconds', 'revisionHistoryLimit'),
  ReplicaSetSpec: from(0, 'replicas', 'minReadySeconds'),
  JobSpec: from(0, 'parallelism', 'completions', 'backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished'),
  CronJobSpec: from(0, 'startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'),
  HorizontalPodAutoscalerSpec: from(1, 'maxReplicas'),
  PodSpec: { terminationGracePeriodSeconds: [0], activeDeadlineSeconds: [1] },
  TopologySpreadConstraint: from(1, 'maxSkew', 'minDomains'),
  WeightedPodAffinityTerm: { weight: [1, 100] },
  PreferredSchedulingTerm: { weight: [1, 100] },
  ClientIPConfig: { timeoutSeconds: [1, 86_400] },
};

function from(least: number, ...fields: readonly string[]): Readonly<Record<string, Range>> {
  return Object.fromEntries(fields.map((name) => [name, [least]]));
}

/** A fault of a number or an address, which is a note if it depends on how the API server is started. */
export interface AmountFault extends Fault {
  /** The level. @default 'error' */
  readonly level?: FindingLevel;
}

/** Returns the faults of the numbers and addresses of an object of a type, each at the path of its field in the object. */
export function amountFaults(type: string, object: Fields): Iterable<AmountFault> {
  return type in ranges || type in relations ? faultsOf(type, object) : [];
}

function* faultsOf(type: string, object: Fields): Generator<AmountFault> {
  for (const [at, [least, most]] of Object.entries(ranges[type] ?? {})) {
    const value = object[at];
    if (typeof value !== 'number' || (value >= least && (most === undefined || value <= most))) continue;
    const range = most === undefined ? `from ${least}` : `from ${least} to ${most}`;
    yield { at, want: `must be ${range}`, got: value, write: `write ${value < least ? least : (most ?? least)}` };
  }
  yield* relations[type]?.(object) ?? [];
}

/** Fields of an object that bound each other. */
const relations: Readonly<Record<string, (object: Fields) => Generator<AmountFault>>> = {
  *Container(container) {
    for (const name of ['livenessProbe', 'startupProbe']) {
      const threshold = field(container, name, 'successThreshold') ?? 1;
      if (threshold !== 1)
        yield { at: `${name}.successThreshold`, want: 'must be 1', got: quoted(threshold), write: 'leave it out' };
    }
  },
  *DeploymentSpec({ progressDeadlineSeconds: deadline = 600, minReadySeconds: ready = 0 }) {
    if (typeof deadline === 'number' && typeof ready === 'number' && deadline <= ready)
      yield {
        at: 'progressDeadlineSeconds',
        want: `must be above minReadySeconds, which is ${ready}`,
        got: deadline,
        write: `write ${ready + 600}`,
      };
  },
  *HorizontalPodAutoscalerSpec({ minReplicas: least = 1, maxReplicas: most }) {
    if (typeof least === 'number' && typeof most === 'number' && least > most)
      yield {
        at: 'minReplicas',
        want: `must not be above maxReplicas, which is ${most}`,
        got: least,
        write: `write ${most}`,
      };
  },
  *IPBlock({ cidr }) {
    if (typeof cidr === 'string' && !isAddressBlock(cidr))
      yield {
        at: 'cidr',
        want: 'must be a CIDR block',
        got: quoted(cidr),
        write: 'write one such as "203.0.113.0/24"',
      };
  },
  *ServiceSpec({ type = 'ClusterIP', ports }) {
    for (const [index, port] of listField({ ports }, 'ports').entries()) {
      const nodePort = field(port, 'nodePort');
      if (nodePort === undefined || nodePort === 0) continue;
      const at = `ports[${index}].nodePort`;
      const got = quoted(nodePort);
      if (type === 'ClusterIP')
        yield {
          at,
          want: 'must be left out for the type ClusterIP',
          got,
          write: 'leave it out, or write type: NodePort',
        };
      else if (typeof nodePort === 'number' && (nodePort < 30000 || nodePort > 32767))
        yield {
          at,
          want: 'must be from 30000 to 32767, the range of an API server without another --service-node-port-range',
          got,
          write: 'write one of these, or leave it out',
          level: nodePort > 0 && nodePort < 65536 ? 'note' : 'error',
        };
    }
  },
  *PodSpec(pod) {
    const grace = pod.terminationGracePeriodSeconds ?? 30;
    for (const container of listField(pod, 'containers')) {
      const seconds = field(container, 'lifecycle', 'preStop', 'sleep', 'seconds');
      if (typeof seconds !== 'number' || typeof grace !== 'number' || (seconds >= 0 && seconds <= grace)) continue;
      yield {
        at: `containers[${quoted(field(container, 'name'))}].lifecycle.preStop.sleep.seconds`,
        want: `must be from 0 to terminationGracePeriodSeconds, which is ${grace}`,
        got: seconds,
        write: 'write another, or a longer grace period',
      };
    }
  },
};

function isAddressBlock(cidr: string): boolean {
  const [address = '', bits = ''] = cidr.split(/\/(.*)/s);
  return isIP(address) !== 0 && /^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}
