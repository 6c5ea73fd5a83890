import { posix } from 'node:path';
import { nameOrObject } from '../../construct/named-object';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { bytesProblem } from '../../kubernetes/quantity';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { Problem, quoted } from '../../findings/problem';
import { record } from '../../props/record';
import { boolean, oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { secretRef } from '../../secrets/given-secret';

// What the image and the container runtime have there would be hidden, and a container without it does not start.
const systemPaths = ['/bin', '/dev', '/etc', '/lib', '/lib64', '/proc', '/sbin', '/sys', '/usr', '/var', '/var/run'];

const sharedModes = ['ReadWriteMany', 'ReadOnlyMany'] as const;
const diskModes = ['ReadWriteOnce', 'ReadWriteOncePod'] as const;

const emptyDirMount = object({
  /** The size of scratch space that the pod has, such as `256Mi`. */
  emptyDir: string({ check: bytesProblem }),
  /** True for scratch space in memory, where it counts as the container's memory. @default false */
  inMemory: boolean({ default: false }),
});

const claim = object({
  /** The size, such as `10Gi`. */
  size: string({ check: bytesProblem }),
  /** The StorageClass. @default - the cluster's default class */
  className: optional(string({ check: dnsSubdomainProblem })),
  /**
   * The access mode. A rolling update has two pods at once, on two nodes. A disk that one node (`ReadWriteOnce`) or one pod
   * (`ReadWriteOncePod`) can have needs `strategy: 'Recreate'`, one replica, and neither a migration nor CronJobs.
   * @default 'ReadWriteMany'
   */
  accessMode: oneOf([...sharedModes, ...diskModes], { default: 'ReadWriteMany' }),
});

/** A PersistentVolumeClaim that is created for the service. */
export interface BackendClaim extends PropsOf<typeof claim>, Props {}

/** A claim with every default decided. */
export interface DecidedClaim extends Decided<typeof claim> {}

const claimMount = object({
  /** A PersistentVolumeClaim that is created for the service and shared by its pods. */
  claim: named<BackendClaim, DecidedClaim>(claim),
});

const existingClaimMount = object({
  /** The name of a PersistentVolumeClaim that exists, or one of the program. */
  existingClaim: nameOrObject('PersistentVolumeClaim'),
  /** True if the pods only read it. @default false */
  readOnly: boolean({ default: false }),
});

const configMapMount = object({
  /** The name of a ConfigMap that exists, or one of the program. Each key is a file. */
  configMap: nameOrObject('ConfigMap'),
});

const secretMount = object({
  /** A SecretRef, or a Secret of the program. Each key is a file. */
  secret: secretRef,
});

const mount = union([emptyDirMount, claimMount, existingClaimMount, configMapMount, secretMount]);

/** Scratch space that the pod has. */
export interface EmptyDirMount extends PropsOf<typeof emptyDirMount>, Props {}

/** A volume that is created for the service. */
export interface ClaimMount extends PropsOf<typeof claimMount>, Props {}

/** A volume of a PersistentVolumeClaim that exists. */
export interface ExistingClaimMount extends PropsOf<typeof existingClaimMount>, Props {}

/** The files of a ConfigMap that exists. */
export interface ConfigMapMount extends PropsOf<typeof configMapMount>, Props {}

/** The files of a Secret. */
export interface SecretMount extends PropsOf<typeof secretMount>, Props {}

/** A volume, by the source of its files. */
export type BackendMount = EmptyDirMount | ClaimMount | ExistingClaimMount | ConfigMapMount | SecretMount;

/** A volume with every default decided. */
export type DecidedMount = Decided<typeof mount>;

/** The volumes by path, with every default decided. */
export type Mounts = Readonly<Record<string, DecidedMount>>;

/** The props of volumes. */
export const mounts = object({
  /**
   * Volumes by the absolute path that they are mounted at. The root file system is read-only, so that the application needs one for
   * all that it writes.
   * @default - `{ '/tmp': { emptyDir: '256Mi' } }`, which is there unless `/tmp` is given
   */
  mounts: record(string({ check: pathProblem }), named<BackendMount, DecidedMount>(mount), { default: {} }),
});

/** Returns the mounts, and `/tmp`. */
export function decideMounts(given: Mounts): Mounts {
  return { '/tmp': { emptyDir: '256Mi', inMemory: false }, ...given };
}

/** The schema of the mounts of a container besides the application's. */
export const someMounts = union([
  array(string(), { check: twiceProblem }),
  record(string({ check: pathProblem }), string()),
]);

/** Paths of the service's mounts, or these by the paths that a container has them at. */
export type SomeMounts = Decided<typeof someMounts>;

/** A mount of a container, and the path of the service's mounts that it is of. */
interface MountPlace {
  /** The place in the prop. */
  readonly at: string;
  readonly path: string;
  readonly of: string;
}

/** Returns the mounts of a container. */
export function mountPlaces(mounts: SomeMounts): MountPlace[] {
  if (Array.isArray(mounts)) return mounts.map((path: string, index) => ({ at: `[${index}]`, path, of: path }));
  return Object.entries(mounts).map(([path, of]) => ({ at: `[${quoted(path)}]`, path, of }));
}

/** Returns a volume's name, which is made of the path that it is mounted at. */
export function volumeName(path: string): string {
  const name = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name.slice(0, 63).replace(/-+$/, '') || 'volume';
}

/** Returns the problem of the path of a mount. */
export function pathProblem(path: string): Problem | undefined {
  const isNormal = posix.normalize(path) === path && path.startsWith('/') && !/.\/$|:|^\/$/.test(path);
  if (!isNormal) {
    const want = 'must be an absolute path without "..", ":" and "/" at its end';
    return { code: 'invalid-format', want, got: quoted(path), write: 'write "/var/lib/app"' };
  }
  if (!systemPaths.includes(path)) return undefined;
  const want = 'must not be a directory of the system, which the mount would hide';
  return { code: 'conflict', want, got: quoted(path), write: `write one below it, such as "${path}/app"` };
}

function twiceProblem(paths: readonly string[]): Problem | undefined {
  if (new Set(paths).size === paths.length) return undefined;
  return { code: 'not-unique', want: 'must be named once each', got: quoted(paths), write: 'leave the others out' };
}

/** Returns the access mode of a claim that pods of two nodes cannot have at once; undefined for all else. */
export function diskMode(mount: DecidedMount): string | undefined {
  return 'claim' in mount ? diskModes.find((mode) => mode === mount.claim.accessMode) : undefined;
}
