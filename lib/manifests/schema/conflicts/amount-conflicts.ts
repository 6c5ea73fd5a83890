import { quoted } from '../../../findings/problem';
import { amount } from '../../../kubernetes/quantity';
import { labelKeyProblem } from '../../../kubernetes/names';
import { field, Fields, listField, textField } from '../../manifest';
import { isMap } from '../../../props/map';
import { anyOf, Conflict, ConflictFault, isSet, others } from './exclusions';

const standardLimits = ['Container', 'Pod', 'PersistentVolumeClaim'];
const divisors = /^(1|1k|1M|1G|1T|1P|1E|1Ki|1Mi|1Gi|1Ti|1Pi|1Ei)$/;
// Counted in whole pieces, whatever a program offers them.
const counts =
  /^(count\/|pods$|services|secrets$|configmaps$|replicationcontrollers$|resourcequotas$|persistentvolumeclaims$)|\/persistentvolumeclaims$/;

/** The conflicts of quantities, and of fields that a type of metric, limit or quota decides. */
export const amountConflicts: Readonly<Record<string, Conflict>> = {
  MetricSpec: (metric) =>
    ofType(metric, others(metric, 'type'), (type) => type.charAt(0).toLowerCase() + type.slice(1)),
  MetricTarget: anyOf(
    (target) =>
      ofType(target, others(target, 'type'), (type) =>
        type === 'Value' ? 'value' : `average${type.replace('Average', '')}`,
      ),
    positive('value'),
    positive('averageValue'),
  ),
  HorizontalPodAutoscalerSpec: scalerConflict,
  HPAScalingRules: ({ policies }) =>
    Array.isArray(policies) && policies.length === 0
      ? { at: 'policies', want: 'must not be empty', got: '[]', write: 'leave it out' }
      : undefined,
  LimitRangeItem: limitConflict,
  ResourceQuotaSpec: ({ hard }) => quotaConflict('hard', hard),
  Overhead: ({ podFixed }) => negativeConflict('podFixed', podFixed),
  EmptyDirVolumeSource: ({ sizeLimit }) => negativeConflict('', { sizeLimit }),
  PersistentVolumeClaimSpec: anyOf(positive('storage', 'resources', 'requests'), accessConflict),
  ResourceFieldSelector: ({ resource, divisor }) => {
    if (!isSet(divisor) || amount(String(divisor)) === 0) return undefined;
    const isCpu = /\.cpu$/.test(String(resource));
    const isFine = isCpu ? [1, 0.001].includes(amount(String(divisor))) : divisors.test(String(divisor));
    const want = isCpu ? 'must be 1 or 1m' : 'must be 1 or a unit of bytes';
    return isFine ? undefined : { at: 'divisor', want, got: quoted(divisor), write: 'write "1"' };
  },
  DownwardAPIVolumeFile: (file) => {
    const sources = ['fieldRef', 'resourceFieldRef'].filter((name) => isSet(file[name]));
    if (sources.length !== 1)
      return sources.length === 0
        ? { want: 'must have one source', got: 'none', write: 'write one' }
        : { want: 'must have one source', got: sources.join(' and '), write: 'keep one' };
    return isSet(file.resourceFieldRef) && (field(file, 'resourceFieldRef', 'containerName') ?? '') === ''
      ? {
          at: 'resourceFieldRef.containerName',
          want: 'must be set',
          got: 'none',
          write: 'write the name of a container',
        }
      : undefined;
  },
  ScopedResourceSelectorRequirement: ({ scopeName, operator, values }) => {
    const needsValues = operator === 'In' || operator === 'NotIn';
    const count = listField({ values }, 'values').length;
    if (needsValues && !/^(PriorityClass|VolumeAttributesClass)$/.test(String(scopeName)))
      return {
        at: 'operator',
        want: `must be Exists for ${quoted(scopeName)}`,
        got: quoted(operator),
        write: 'write Exists',
      };
    if (needsValues === count > 0) return undefined;
    const want = needsValues ? `must have values with ${operator}` : `must have no values with ${quoted(operator)}`;
    return { want, got: count, write: needsValues ? 'write some' : 'leave them out' };
  },
};

/** Returns the conflict of access modes, one of which excludes all others. */
export function accessConflict(volume: Fields): ConflictFault | undefined {
  const modes = listField(volume, 'accessModes');
  return modes.includes('ReadWriteOncePod') && modes.length > 1
    ? {
        at: 'accessModes',
        want: 'must have no other mode beside ReadWriteOncePod',
        got: quoted(modes),
        write: 'write ["ReadWriteOncePod"]',
      }
    : undefined;
}

/** Returns the conflict of a volume's capacity. */
export function capacityConflict({ capacity }: Fields): ConflictFault | undefined {
  const other = Object.keys(isMap(capacity) ? capacity : {}).find((name) => name !== 'storage');
  return other === undefined
    ? positive('storage', 'capacity')({ capacity })
    : { at: 'capacity', want: 'must have storage alone', got: quoted(other), write: 'leave it out' };
}

/** The field that the type names must be there, and no other one. */
function ofType(
  object: Fields,
  fields: readonly string[],
  fieldOf: (type: string) => string,
): ConflictFault | undefined {
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

function scalerConflict(scaler: Fields): ConflictFault | undefined {
  const { kind, apiVersion } = isMap(scaler.scaleTargetRef) ? scaler.scaleTargetRef : {};
  // With the version of its core group alone no object of another group is found.
  if (kind !== 'ReplicationController' && !/^[^/]+\//.test(textOf(apiVersion)))
    return {
      at: 'scaleTargetRef.apiVersion',
      want: 'must have the group of the kind',
      got: quoted(apiVersion ?? 'none'),
      write: 'write one such as "apps/v1"',
    };
  const types = listField(scaler, 'metrics').map((metric) => field(metric, 'type'));
  return scaler.minReplicas === 0 && !types.includes('Object') && !types.includes('External')
    ? {
        at: 'minReplicas',
        want: 'must be above 0 without a metric of type Object or External',
        got: 0,
        write: 'write 1',
      }
    : undefined;
}

function limitConflict(limit: Fields): ConflictFault | undefined {
  const type = textField(limit, 'type') ?? '';
  const isNamed = type.includes('/') && labelKeyProblem(type) === undefined;
  if (type !== '' && !standardLimits.includes(type) && !isNamed)
    return { at: 'type', want: `must be ${standardLimits.join(' or ')}`, got: quoted(type), write: 'write Container' };
  const forbidden = type === 'Pod' ? ['default', 'defaultRequest'].find((name) => isSet(limit[name])) : undefined;
  if (forbidden !== undefined)
    return { at: forbidden, want: 'must not be set for the type Pod', write: 'write it for Container' };
  const ascending = ['min', 'defaultRequest', 'default', 'max'];
  for (const [index, lower] of ascending.entries()) {
    for (const upper of ascending.slice(index + 1)) {
      for (const [name, least] of Object.entries(isMap(limit[lower]) ? limit[lower] : {})) {
        const most = field(limit, upper, name);
        if (isSet(most) && amount(textOf(least ?? 0)) > amount(String(most)))
          return {
            at: `${lower}[${quoted(name)}]`,
            want: `must not be above ${upper}, which is ${quoted(most)}`,
            got: quoted(least),
            write: `write ${quoted(most)}`,
          };
      }
    }
  }
  for (const [name, ratio] of Object.entries(isMap(limit.maxLimitRequestRatio) ? limit.maxLimitRequestRatio : {})) {
    const given = amount(textOf(ratio ?? 0));
    const widest = amount(String(field(limit, 'max', name))) / amount(String(field(limit, 'min', name)));
    const at = `maxLimitRequestRatio[${quoted(name)}]`;
    if (given < 1) return { at, want: 'must be at least 1', got: quoted(ratio), write: 'write 1' };
    if (given > widest)
      return {
        at,
        want: `must not be above max / min, which is ${widest}`,
        got: quoted(ratio),
        write: `write ${widest}`,
      };
  }
  return undefined;
}

function quotaConflict(at: string, amounts: unknown): ConflictFault | undefined {
  const negative = negativeConflict(at, amounts);
  if (negative !== undefined) return negative;
  const broken = Object.entries(isMap(amounts) ? amounts : {}).find(
    ([name, value]) => counts.test(name) && isSet(value) && amount(String(value)) % 1 > 0,
  );
  return broken === undefined
    ? undefined
    : { at: `${at}[${quoted(broken[0])}]`, want: 'must be an integer', got: quoted(broken[1]), write: 'write 1' };
}

function negativeConflict(at: string, amounts: unknown): ConflictFault | undefined {
  const found = Object.entries(isMap(amounts) ? amounts : {}).find(([, value]) => amount(String(value)) < 0);
  if (found === undefined) return undefined;
  const [name, value] = found;
  return {
    at: at === '' ? name : `${at}[${quoted(name)}]`,
    want: 'must not be negative',
    got: quoted(value),
    write: 'write 0',
  };
}

/** Returns the conflict of an amount that must be above 0. */
function positive(name: string, ...path: readonly string[]): Conflict {
  return (object) => {
    const value = field(object, ...path, name);
    if (!isSet(value) || !(amount(String(value)) <= 0)) return undefined;
    return { at: [...path, name].join('.'), want: 'must be above 0', got: quoted(value), write: 'write a larger one' };
  };
}

/** The text of a scalar; empty for any other value, which is for valid-fields to report. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
