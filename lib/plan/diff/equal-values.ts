import { isDeepStrictEqual } from 'node:util';
import { isSameQuantity } from '../../kubernetes/quantity';

// Maps whose values are quantities, and fields that are one, in every kind that has them.
const quantityMaps = new Set([
  'limits',
  'requests',
  'hard',
  'capacity',
  'allocatable',
  'default',
  'defaultRequest',
  'min',
  'max',
  'overhead',
  'podFixed',
]);
const quantityFields = new Set(['sizeLimit', 'averageValue', 'divisor', 'storage']);

/** Tells whether the API server takes two values of a field for the same: equal ones, and quantities of one amount, `1024Mi` and `1Gi`. */
export function isSameValue(before: unknown, after: unknown, path: readonly string[]): boolean {
  if (isDeepStrictEqual(before, after)) return true;
  return isQuantity(path) && isScalar(before) && isScalar(after) && isSameQuantity(String(before), String(after));
}

function isQuantity(path: readonly string[]): boolean {
  const [owner = '', name = ''] = path.slice(-2);
  // A `value` is a quantity in an autoscaler's target.
  return quantityMaps.has(owner) || quantityFields.has(name) || (owner === 'target' && name === 'value');
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
