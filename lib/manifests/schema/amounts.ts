import { addressBlockProblem } from '../../kubernetes/addresses';
import { FindingLevel } from '../../findings/finding';
import { Fault, quoted } from '../../findings/problem';
import { amount, bytesProblem } from '../../kubernetes/quantity';
import { isMap } from '../../props/map';
import { field, Fields, listField } from '../manifest';
import { mostMode, Range, ranges } from './ranges';

/** A fault of a number or an address, which is a note if it depends on how the API server is started. */
export interface AmountFault extends Fault {
  /** The level. @default 'error' */
  readonly level?: FindingLevel;
}

/** Returns the faults of the numbers and addresses of an object of a type, each at the path of its field in the object. */
export function amountFaults(type: string, object: Fields): Iterable<AmountFault> {
  return ranges.has(type) || type in relations ? faultsOf(type, object) : [];
}

function* faultsOf(type: string, object: Fields): Generator<AmountFault> {
  for (const [name, range] of ranges.get(type) ?? []) {
    const value = object[name];
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) yield* rangeFaults(`${name}[${index}]`, item, range);
    else yield* rangeFaults(name, value, range);
  }
  yield* relations[type]?.(object) ?? [];
}

function rangeFaults(at: string, value: unknown, { least, most, mostPercent }: Range): AmountFault[] {
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  if (percent !== undefined && mostPercent !== undefined && Number(percent) > mostPercent)
    return [{ at, want: `must be at most ${mostPercent}%`, got: quoted(value), write: `write "${mostPercent}%"` }];
  if (typeof value !== 'number' || (value >= least && (most === undefined || value <= most))) return [];
  const range = most === undefined ? `from ${least}` : `from ${least} to ${most}`;
  const nearest = value < least ? least : (most ?? least);
  // 644 is meant as 0644, whose digits are octal.
  const isOctal = most === mostMode && /^[0-7]{3}$/.test(String(value));
  return [
    {
      at,
      want: `must be ${range}`,
      got: value,
      write: `write ${isOctal ? `0${value}, which is ${Number(`0o${value}`)} in JSON` : nearest}`,
    },
  ];
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
  *EmptyDirVolumeSource({ sizeLimit }) {
    yield* byteFaults('', { sizeLimit });
  },
  *LimitRangeItem(limit) {
    for (const name of ['max', 'min', 'default', 'defaultRequest']) yield* byteFaults(name, limit[name]);
  },
  *PersistentVolumeSpec({ capacity }) {
    yield* byteFaults('capacity', capacity);
  },
  *ResourceMetricSource({ name, target }) {
    if (name === 'memory') yield* byteFaults('', { 'target.averageValue': field(target, 'averageValue') });
  },
  *ResourceQuotaSpec({ hard }) {
    yield* byteFaults('hard', hard);
  },
  *VolumeResourceRequirements({ limits, requests }) {
    yield* byteFaults('limits', limits);
    yield* byteFaults('requests', requests);
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
    const problem = typeof cidr === 'string' ? addressBlockProblem(cidr) : undefined;
    if (problem !== undefined) yield { at: 'cidr', want: problem.want, got: problem.got, write: problem.write };
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
    for (const name of ['limits', 'requests']) yield* byteFaults(`resources.${name}`, field(pod, 'resources', name));
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

/** The faults of bytes in thousandths, a slip for mebibytes. Those of containers are of valid-containers, with others. */
function* byteFaults(place: string, amounts: unknown): Generator<AmountFault> {
  for (const [name, value] of Object.entries(isMap(amounts) ? amounts : {})) {
    const isOfBytes = place === '' || /(?:^|[.-])(?:memory|storage)$/.test(name);
    const problem = isOfBytes && /^\d+m$/.test(String(value)) ? bytesProblem(value) : undefined;
    // No bytes at all are none too few.
    if (problem === undefined || amount(String(value)) === 0) continue;
    const { want, got, write } = problem;
    yield { at: place === '' ? name : `${place}[${quoted(name)}]`, want, got, write };
  }
}
