import { isInRange } from '../../network/cidr';

/** Something that an object allows. */
export interface Permission {
  /** The permission in words, such as `container web may run as root`. */
  readonly message: string;
  /** The field that allows it. */
  readonly path: readonly string[];
  /**
   * Its extent, part by part, such as a port and an address range. One whose every part is in that of an earlier one is not new. Without it, one of
   * the same message is the same.
   */
  readonly scope?: readonly string[];
}

/** The part of a scope that has all others in it. */
export const anything = '*';

/** The mark of a path in a scope that has no paths below it. */
export const alone = '=';

/** The permissions after a change that were not there before it, not even as a part of a wider one, each once; of new ones the widest. */
export function newPermissions(before: readonly Permission[], after: readonly Permission[]): Permission[] {
  const known = new Set<string>();
  const added = after.filter((permission) => {
    if (known.has(permission.message) || before.some((earlier) => isPartOf(permission, earlier))) return false;
    known.add(permission.message);
    return true;
  });
  const isNarrower = (one: Permission, other: Permission): boolean => isPartOf(one, other) && !isPartOf(other, one);
  return added.filter((permission) => !added.some((other) => isNarrower(permission, other)));
}

function isPartOf({ message, scope }: Permission, earlier: Permission): boolean {
  const whole = earlier.scope;
  if (scope === undefined || whole === undefined || scope.length !== whole.length) return message === earlier.message;
  return scope.every((part, index) => isIn(part, whole[index] ?? ''));
}

/** Tells whether a port, a range of addresses, a host, a path or a resource is in another one. */
function isIn(part: string, whole: string): boolean {
  if (whole === anything || part === whole) return true;
  return isInBlock(part, whole) || isInPattern(part, whole) || isInPorts(part, whole) || isInPath(part, whole);
}

/** Of addresses with some left out, `10.0.0.0/8!10.1.0.0/16`. */
function isInBlock(part: string, whole: string): boolean {
  const [own = '', ...ownHoles] = part.split('!');
  const [block = '', ...holes] = whole.split('!');
  const isFree = (hole: string): boolean => !isInRange(hole, own) && !isInRange(own, hole);
  return (
    isInRange(own, block) && holes.every((hole) => isFree(hole) || ownHoles.some((other) => isInRange(hole, other)))
  );
}

/** Of hosts as `*.example.com`, and of resources as `pods/*`. */
function isInPattern(part: string, whole: string): boolean {
  if (whole.startsWith(anything)) return part.endsWith(whole.slice(1));
  return whole.endsWith(anything) && part.startsWith(whole.slice(0, -1));
}

function isInPorts(part: string, whole: string): boolean {
  const [first = NaN, last = first] = whole.split('-').map(Number);
  const [from = NaN, to = from] = part.split('-').map(Number);
  return from >= first && to <= last;
}

function isInPath(part: string, whole: string): boolean {
  return whole.startsWith('/') && `${part.replace(/^=/, '')}/`.startsWith(whole.endsWith('/') ? whole : `${whole}/`);
}
