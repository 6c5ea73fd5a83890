import { Problem } from '../../findings/problem';
import { kindOf } from '../../findings/described';
import { quoted } from '../../findings/findings';
import { nearName } from '../../findings/near-name';
import { ChoiceType, FieldType, ScalarType } from './kubernetes-schema';

/** A problem of one or more fields of an object. Its code is the id of the rule that reports it. */
export type FieldProblem = Omit<Problem, 'code'>;

/** Returns the problem of the value that is read, by the type that it must have and the advice. */
type Wrong = (wanted: string, write: string) => FieldProblem;

const quantity = /^[-+]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?\d+)?$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** True if a value is plainly of its type, as most are. A value of another type that fits too is left to `scalarProblem`. */
export function scalarFits(value: unknown, type: FieldType): boolean {
  switch (type.is) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return type.values.includes(value as string);
    case 'int32':
      return Number.isInteger(value) && (value as number) < 2 ** 31 && (value as number) >= -(2 ** 31);
    case 'int-or-string':
      return typeof value === 'string';
    case 'any':
      return true;
    default:
      return false;
  }
}

/**
 * Returns the problem of a scalar that is set, by its type; undefined if it fits. Numbers are as JSON has them, so that `3.0` is an
 * integer, and a quantity may be a number.
 */
export function scalarProblem(
  value: unknown,
  type: ScalarType | ChoiceType,
  isSecret: boolean,
): FieldProblem | undefined {
  // What SOPS encrypted may have been of any type.
  if (typeof value === 'string' && value.startsWith('ENC[AES256_GCM,')) return undefined;
  const got = typeof value === 'object' || isSecret ? kindOf(value) : quoted(value);
  const wrong: Wrong = (wanted, write) => ({ want: `must be ${wanted}`, got, write: `write ${write}` });
  switch (type.is) {
    case 'string':
      return typeof value === 'string' ? undefined : wrong('a string', inQuotes(value, isSecret));
    case 'choice':
      return choiceProblem(value, type.values, wrong);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrong('true or false', flag(value));
    case 'int32':
    case 'int64':
      return integerProblem(value, type.is === 'int32' ? 2 ** 31 : 2 ** 63, wrong);
    case 'number':
      return typeof value === 'number' ? undefined : wrong('a number', number(value) ?? 'a number');
    case 'int-or-string':
      return typeof value === 'string' ? undefined : integerProblem(value, 2 ** 31, wrong, ' or a string');
    case 'int-or-percent':
      if (typeof value === 'number') return integerProblem(value, 2 ** 31, wrong);
      return typeof value === 'string' && /^\d+%$/.test(value)
        ? undefined
        : wrong('an integer or a percentage', number(value) ?? '"25%"');
    case 'quantity':
      return isFinite(value) || (typeof value === 'string' && quantity.test(value))
        ? undefined
        : wrong('a quantity', 'a number with a unit, such as "500m" or "2Gi"');
    case 'time':
      return typeof value === 'string' && time.test(value) ? undefined : wrong('a time', '"2030-01-31T12:00:00Z"');
    case 'base64':
      return typeof value === 'string' && base64.test(value.replaceAll(/[\r\n]/g, ''))
        ? undefined
        : wrong('base64', 'it in base64, or as stringData');
    default:
      return undefined;
  }
}

function choiceProblem(value: unknown, values: readonly string[], wrong: Wrong): FieldProblem | undefined {
  // An empty string is the default.
  if (typeof value === 'string' && (value === '' || values.includes(value))) return undefined;
  const near = typeof value === 'string' ? nearName(value, values) : undefined;
  return wrong(values.length > 8 ? 'one of a list' : values.join(' or '), near ?? values[0] ?? '');
}

function integerProblem(value: unknown, beyond: number, wrong: Wrong, or = ''): FieldProblem | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return wrong(`an integer${or}`, number(value) ?? '1');
  const isInside = value < beyond && value >= -beyond;
  return isInside ? undefined : wrong(`an integer of ${beyond === 2 ** 31 ? 32 : 64} bits`, 'a smaller one');
}

/** The number that a string holds, or the next one. */
function number(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(Math.round(value));
  return typeof value === 'string' && /^-?\d+$/.test(value) ? value : undefined;
}

function inQuotes(value: unknown, isSecret: boolean): string {
  if (typeof value === 'object') return 'a string';
  // What YAML reads as true may be written yes or on.
  return typeof value === 'number' && !isSecret ? `"${value}"` : 'it in quotes';
}

function flag(value: unknown): string {
  return value === 'true' || value === 'false' ? value : 'true or false';
}

function isFinite(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}
