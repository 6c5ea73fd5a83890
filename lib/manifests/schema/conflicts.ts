import { isIP } from 'node:net';
import { field, Fields, textField } from '../manifest';
import { quoted } from '../../findings/problem';
import { FieldProblem } from './scalar-problem';

/** Returns the problem of an object with fields that exclude each other, or with none of several of which it takes one. */
export type Conflict = (object: Fields) => FieldProblem | undefined;

const handlers = ['exec', 'grpc', 'httpGet', 'tcpSocket', 'sleep'];
const settingsOfVolumes = [
  ...['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy'],
  ...['storageClassName', 'volumeAttributesClassName', 'volumeMode'],
];

/**
 * Fields of which Kubernetes takes one, or which must fit each other, by the type that has them. Neither its schema nor the typed classes
 * tell.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */
export const conflicts: Readonly<Record<string, Conflict>> = {
  EnvVar: (variable) =>
    variable.value === '' ? undefined : mostOne('value or valueFrom', 'value', 'valueFrom')(variable),
  EnvVarSource: exactlyOne('one source'),
  EnvFromSource: exactlyOne('one source', 'configMapRef', 'secretRef'),
  Volume: (volume) => mostOne('one source', ...others(volume, 'name'))(volume),
  PersistentVolumeSpec: (volume) => exactlyOne('one source', ...others(volume, ...settingsOfVolumes))(volume),
  VolumeProjection: (source) => mostOne('one source', ...others(source))(source),
  Probe: exactlyOne('one handler', ...handlers),
  LifecycleHandler: exactlyOne('one handler', ...handlers),
  PodDisruptionBudgetSpec: mostOne('minAvailable or maxUnavailable', 'minAvailable', 'maxUnavailable'),
  IngressBackend: exactlyOne('a service or a resource', 'service', 'resource'),
  ServiceBackendPort: exactlyOne('a name or a number', 'name', 'number'),
  NetworkPolicyPeer: (peer) =>
    exactlyOne('an ipBlock or selectors', 'ipBlock', 'podSelector' in peer ? 'podSelector' : 'namespaceSelector')(peer),
  NetworkPolicyPort: ({ port, endPort }) =>
    isSet(endPort) && typeof port !== 'number'
      ? { want: 'must have a port by number with endPort', got: quoted(port ?? 'none'), write: 'write the first port' }
      : undefined,
  PolicyRule: mostOne('resources or nonResourceURLs', 'resources', 'nonResourceURLs'),
  DeploymentStrategy: without('rollingUpdate', 'Recreate'),
  StatefulSetUpdateStrategy: without('rollingUpdate', 'OnDelete'),
  SeccompProfile: localhost,
  AppArmorProfile: localhost,
  ConfigMap: (configMap) => {
    const twice = Object.keys(field(configMap, 'binaryData') ?? {}).find(
      (key) => field(configMap, 'data', key) !== undefined,
    );
    return twice === undefined
      ? undefined
      : { want: 'must have a key in data or in binaryData', got: `${quoted(twice)} in both`, write: 'keep one' };
  },
  DownwardAPIVolumeFile: exactlyOne('one source', 'fieldRef', 'resourceFieldRef'),
  PodFailurePolicyRule: exactlyOne('onExitCodes or onPodConditions', 'onExitCodes', 'onPodConditions'),
  Toleration: tolerationConflict,
  TopologySpreadConstraint: ({ minDomains, whenUnsatisfiable }) =>
    isSet(minDomains) && whenUnsatisfiable !== 'DoNotSchedule'
      ? {
          want: 'must have whenUnsatisfiable "DoNotSchedule" with minDomains',
          got: quoted(whenUnsatisfiable ?? 'none'),
          write: 'write whenUnsatisfiable: "DoNotSchedule"',
        }
      : undefined,
  ContainerResizePolicy: (policy) =>
    oneOf('resourceName', 'cpu', 'memory')(policy) ?? oneOf('restartPolicy', 'NotRequired', 'RestartContainer')(policy),
  HostAlias: ({ ip }) =>
    isIP(String(ip)) === 0
      ? {
          want: 'must have an ip that is an address',
          got: quoted(ip ?? 'none'),
          write: 'write one such as "192.0.2.1"',
        }
      : undefined,
  MetricSpec: (metric) =>
    ofType(metric, others(metric, 'type'), (type) => type.charAt(0).toLowerCase() + type.slice(1)),
  MetricTarget: (target) =>
    ofType(target, others(target, 'type'), (type) =>
      type === 'Value' ? 'value' : `average${type.replace('Average', '')}`,
    ),
};

function mostOne(wanted: string, ...fields: readonly string[]): Conflict {
  return (object) => {
    const set = fields.filter((name) => isSet(object[name]));
    return set.length > 1 ? { want: `must have ${wanted}`, got: set.join(' and '), write: 'keep one' } : undefined;
  };
}

/** Of the fields, or of all that there are if none are named. */
function exactlyOne(wanted: string, ...fields: readonly string[]): Conflict {
  return (object) => {
    const named = fields.length > 0 ? fields : Object.keys(object);
    if (named.some((name) => isSet(object[name]))) return mostOne(wanted, ...named)(object);
    return { want: `must have ${wanted}`, got: 'none', write: 'write one' };
  };
}

function oneOf(name: string, ...values: readonly string[]): Conflict {
  return (object) => {
    const given = object[name];
    if (values.some((value) => value === given)) return undefined;
    return {
      want: `must have ${name} ${values.map(quoted).join(' or ')}`,
      got: quoted(given ?? 'none'),
      write: 'write one',
    };
  };
}

function others(object: Fields, ...fields: readonly string[]): string[] {
  return Object.keys(object).filter((name) => !fields.includes(name));
}

function without(name: string, type: string): Conflict {
  return (object) =>
    object.type === type && isSet(object[name])
      ? { want: `must have no ${name} with type "${type}"`, write: `leave ${name} out` }
      : undefined;
}

function localhost(profile: Fields): FieldProblem | undefined {
  const isLocal = profile.type === 'Localhost';
  if (isLocal === isSet(profile.localhostProfile)) return undefined;
  return isLocal
    ? { want: 'must have a localhostProfile with type "Localhost"', got: 'none', write: 'write the name of one' }
    : { want: `must have no localhostProfile with type ${quoted(profile.type)}`, write: 'write type: Localhost' };
}

/** Returns the problem of a toleration whose fields do not fit each other. */
export function tolerationConflict(toleration: Fields): FieldProblem | undefined {
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  if (operator === 'Exists' && isSet(value))
    return { want: 'must have no value with operator "Exists"', got: quoted(value), write: 'write operator: "Equal"' };
  if (operator !== 'Exists' && (!isSet(key) || key === ''))
    return { want: 'must have a key', got: 'none', write: 'write one, or operator: "Exists"' };
  if (!isSet(tolerationSeconds) || effect === 'NoExecute') return undefined;
  const want = 'must have effect "NoExecute" with tolerationSeconds';
  return { want, got: quoted(effect ?? ''), write: 'write effect: "NoExecute"' };
}

/** The field that the type names must be there, and no other one. */
function ofType(
  object: Fields,
  fields: readonly string[],
  fieldOf: (type: string) => string,
): FieldProblem | undefined {
  const type = textField(object, 'type');
  if (type === undefined) return undefined;
  const wanted = fieldOf(type);
  const set = fields.filter((name) => isSet(object[name]));
  if (set.length === 1 && set[0] === wanted) return undefined;
  return {
    want: `must have ${wanted} with type "${type}"`,
    got: set.join(' and ') || 'none',
    write: `write ${wanted} alone`,
  };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
