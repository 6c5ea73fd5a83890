import { Problem, quoted } from '../../findings/problem';
import { kindOf } from '../../findings/described';
import { nearChoice } from '../../findings/near-name';
import { ChoiceType, FieldType, ScalarType } from './kubernetes-schema';

/** A problem of one or more fields of an object. Its code is the id of the rule that reports it. */
export type FieldProblem = Omit<Problem, 'code'>;

const quantity = /^[-+]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?\d+)?$/;
const time = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const integer = { wanted: 'an integer', write: '1', bits: 32 };
const amount = 'a number with a unit, such as "500m" or "2Gi"';

/** The words for each type: what its value is called, an example of it, and the bits of its integers. */
const words: Readonly<Record<ScalarType['is'], { wanted: string; write: string; bits?: number }>> = {
  string: { wanted: 'a string', write: 'it in quotes' },
  boolean: { wanted: 'true or false', write: 'true or false' },
  number: { wanted: 'a number', write: 'a number' },
  int32: integer,
  int64: { ...integer, bits: 64 },
  'int-or-string': { ...integer, wanted: 'an integer or a string' },
  'int-or-percent': { wanted: 'an integer or a percentage', write: '"25%"', bits: 32 },
  quantity: { wanted: 'a quantity', write: amount },
  time: { wanted: 'a time', write: '"2030-01-31T12:00:00Z"' },
  base64: { wanted: 'base64', write: 'it in base64, or as stringData' },
  any: { wanted: 'a value', write: 'one' },
};

/** True if a value is of its type. Numbers are as JSON has them, so that `3.0` is an integer, and a quantity may be a number. */
export function scalarFits(value: unknown, type: FieldType): boolean {
  switch (type.is) {
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === type.is;
    case 'choice':
      return type.values.includes(value as string);
    case 'int32':
    case 'int64':
      return isInteger(value, words[type.is].bits);
    case 'int-or-string':
      return typeof value === 'string' || isInteger(value, 32);
    case 'int-or-percent':
      return isInteger(value, 32) || isText(value, /^\d+%$/);
    case 'quantity':
      return Number.isFinite(value) || isText(value, quantity);
    case 'time':
      return isText(value, time);
    case 'base64':
      return typeof value === 'string' && base64.test(value.replaceAll(/[\r\n]/g, ''));
    default:
      return type.is === 'any';
  }
}

/** True for a value that SOPS encrypted, which may have been of any type. */
export function isEncrypted(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('ENC[AES256_GCM,');
}

/** Returns the problem of a scalar that is set, by its type; undefined if it fits. */
export function scalarProblem(
  value: unknown,
  type: ScalarType | ChoiceType,
  isSecret: boolean,
): FieldProblem | undefined {
  if (scalarFits(value, type) || isEncrypted(value)) return undefined;
  const got = typeof value === 'object' || isSecret ? kindOf(value) : quoted(value);
  const [wanted, write] = adviceFor(value, type, isSecret);
  return { want: `must be ${wanted}`, got, write: `write ${write}` };
}

/** Returns what a value of the type is called, and what to write for the given one. */
function adviceFor(
  value: unknown,
  type: ScalarType | ChoiceType,
  isSecret: boolean,
): readonly [wanted: string, write: string] {
  if (type.is === 'choice') {
    const values = type.values.filter((each) => each !== '');
    const near = typeof value === 'string' ? nearChoice(value, values) : undefined;
    const wanted = values.length > 8 ? 'one of a list' : values.join(' or ');
    return [wanted, near ?? (values.length > 8 ? `one such as ${values[0] ?? ''}` : 'one of them')];
  }
  // A number is no attempt at a percentage.
  const { wanted, write, bits } = type.is === 'int-or-percent' && typeof value === 'number' ? integer : words[type.is];
  if (bits !== undefined && Number.isInteger(value)) return [`an integer of ${bits} bits`, 'a smaller one'];
  if (bits !== undefined || type.is === 'number') return [wanted, number(value) ?? write];
  if (type.is === 'boolean' && (value === 'true' || value === 'false')) return [wanted, value];
  if (type.is === 'quantity') return [wanted, meantQuantity(value) ?? write];
  if (type.is !== 'string') return [wanted, write];
  if (typeof value === 'object') return [wanted, 'a string'];
  // What YAML reads as true may be written yes or on, 1.1 may be 1.10, and of a long number the last digits are lost.
  if (typeof value !== 'number' || isSecret || Math.abs(value) > Number.MAX_SAFE_INTEGER) return [wanted, write];
  return [wanted, Number.isInteger(value) ? `"${value}"` : `it in quotes, such as "${value}"`];
}

function isInteger(value: unknown, bits = 32): boolean {
  return Number.isInteger(value) && (value as number) < 2 ** (bits - 1) && (value as number) >= -(2 ** (bits - 1));
}

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** The number that a string or a percentage holds, or the next one. */
function number(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(Math.round(value));
  return typeof value === 'string' ? /^(-?\d+)%?$/.exec(value)?.[1] : undefined;
}

/** The quantity that is meant by one with the unit of bytes, or in other letters: `10GB` → `10G`. */
function meantQuantity(value: unknown): string | undefined {
  const [, digits, unit = '', isBinary] = /^(\d+(?:\.\d+)?)([kmgtpe])(i?)b?$/i.exec(String(value)) ?? [];
  if (digits === undefined) return undefined;
  if (isBinary) return `"${digits}${unit.toUpperCase()}i"`;
  return `"${digits}${/k/i.test(unit) ? 'k' : unit.toUpperCase()}"`;
}
