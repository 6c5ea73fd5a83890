import { field, listField } from '../../manifests/fields';
import { Effect } from '../diff/mark';

/** Something that an object allows, and the field that says so. */
export interface Allowance {
  /** The allowance in words, such as `container web may run as root`. */
  readonly what: string;
  readonly path: readonly string[];
}

/** The ports of a policy's rule, none if it is for all of them. */
export function rulePorts(rule: unknown): string[] {
  return listField(rule, 'ports').map((each) => {
    const port = field(each, 'port');
    return typeof port === 'number' || typeof port === 'string' ? String(port) : 'any';
  });
}

/** The allowances after a change that were not there before it, each once. */
export function gained(before: readonly Allowance[], after: readonly Allowance[]): Effect[] {
  const known = new Set(before.map(({ what }) => what));
  const effects: Effect[] = [];
  for (const { what, path } of after) {
    if (!known.has(what)) effects.push({ path, message: what });
    known.add(what);
  }
  return effects;
}
