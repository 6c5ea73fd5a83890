import { field, Fields } from '../../manifest';
import { quoted } from '../../../findings/problem';
import { addressProblem } from '../../../kubernetes/addresses';
import { accessConflict, amountConflicts, capacityConflict } from './amount-conflicts';
import { anyOf, Conflict, ConflictFault, exactlyOne, isSet, mostOne, oneOf, others, without } from './exclusions';
import { extensionConflicts } from './extension-conflicts';
import { networkConflicts } from './network-conflicts';
import { workloadConflicts } from './workload-conflicts';

const handlers = ['exec', 'grpc', 'httpGet', 'tcpSocket', 'sleep'];
const accountTokenType = 'kubernetes.io/service-account-token';
const accountName = 'kubernetes.io/service-account.name';
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
  ...amountConflicts,
  ...extensionConflicts,
  ...networkConflicts,
  ...workloadConflicts,
  EnvVar: (variable) =>
    variable.value === '' ? undefined : mostOne('value or valueFrom', 'value', 'valueFrom')(variable),
  EnvVarSource: exactlyOne('one source'),
  EnvFromSource: exactlyOne('one source', 'configMapRef', 'secretRef'),
  VolumeMount: ({ subPath, subPathExpr }) =>
    subPath === '' || subPathExpr === ''
      ? undefined
      : mostOne('subPath or subPathExpr', 'subPath', 'subPathExpr')({ subPath, subPathExpr }),
  Volume: (volume) => mostOne('one source', ...others(volume, 'name'))(volume),
  PersistentVolumeSpec: anyOf(
    (volume) => {
      const sources = others(volume, ...settingsOfVolumes);
      return sources.length > 0
        ? mostOne('one source', ...sources)(volume)
        : { want: 'must have one source', got: 'none', write: 'write one such as csi or nfs' };
    },
    capacityConflict,
    accessConflict,
    (volume) =>
      isSet(volume.local) && !isSet(field(volume, 'nodeAffinity', 'required'))
        ? {
            at: 'nodeAffinity',
            want: 'must be set with local',
            got: 'none',
            write: 'write { required }, with the node',
          }
        : undefined,
  ),
  VolumeProjection: (source) => mostOne('one source', ...others(source))(source),
  Probe: exactlyOne('one handler', ...handlers),
  LifecycleHandler: exactlyOne('one handler', ...handlers),
  PodDisruptionBudgetSpec: mostOne('minAvailable or maxUnavailable', 'minAvailable', 'maxUnavailable'),
  DeploymentStrategy: without('rollingUpdate', 'Recreate'),
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
  Secret: ({ type, metadata }) =>
    type === accountTokenType && !isSet(field(metadata, 'annotations', accountName))
      ? {
          at: `metadata.annotations[${quoted(accountName)}]`,
          want: `must be set with the type ${quoted(accountTokenType)}`,
          got: 'none',
          write: 'write the name of the ServiceAccount',
        }
      : undefined,
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
    addressProblem(ip) === undefined
      ? undefined
      : {
          want: 'must have an ip that is an address',
          got: quoted(ip ?? 'none'),
          write: 'write one such as "192.0.2.1"',
        },
};

function localhost(profile: Fields): ConflictFault | undefined {
  const isLocal = profile.type === 'Localhost';
  if (isLocal === isSet(profile.localhostProfile)) return undefined;
  return isLocal
    ? { want: 'must have a localhostProfile with type "Localhost"', got: 'none', write: 'write the name of one' }
    : { want: `must have no localhostProfile with type ${quoted(profile.type)}`, write: 'write type: Localhost' };
}

/** Returns the problem of a toleration whose fields do not fit each other. */
export function tolerationConflict(toleration: Fields): ConflictFault | undefined {
  const { key, operator, value, effect, tolerationSeconds } = toleration;
  if (operator === 'Exists' && isSet(value))
    return { want: 'must have no value with operator "Exists"', got: quoted(value), write: 'write operator: "Equal"' };
  if (operator !== 'Exists' && (!isSet(key) || key === ''))
    return { want: 'must have a key', got: 'none', write: 'write one, or operator: "Exists"' };
  if (!isSet(tolerationSeconds) || effect === 'NoExecute') return undefined;
  const want = 'must have effect "NoExecute" with tolerationSeconds';
  return { want, got: quoted(effect ?? ''), write: 'write effect: "NoExecute"' };
}
