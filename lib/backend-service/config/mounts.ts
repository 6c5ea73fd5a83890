import { posix } from 'node:path';
import type * as k8s from '../../../imports/k8s';
import { Findings, shown } from '../../findings/findings';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { amount, bytesProblem, quantity } from '../../kubernetes/quantity';
import { scalar, either, flag, present, mapOf, optional, record, Shapes, text } from '../../props/shape';
import { SecretRef } from '../../secrets/secret-ref';
import { secretRefShape } from '../../pods/pull-secrets';
import { namespaceProblem } from './environment-variables';

export interface MountsProps {
  /**
   * Volumes by the absolute path that they are mounted at. The root file system is read-only, so that what the application writes
   * needs one.
   * @default - `{ '/tmp': { emptyDir: '256Mi' } }`, which is there unless `/tmp` is given
   */
  readonly mounts?: Readonly<Record<string, Mount>>;
}

export type Mount =
  /** Scratch space of the pod, at most of this size; in memory, where it counts as the container's memory, on request. */
  | { readonly emptyDir: string; readonly inMemory?: boolean }
  /** A PersistentVolumeClaim that is made for the service and shared by its pods. */
  | { readonly claim: Claim }
  /** A PersistentVolumeClaim that exists. */
  | { readonly existingClaim: string; readonly readOnly?: boolean }
  /** A ConfigMap that exists, a file a key. */
  | { readonly configMap: string }
  /** A Secret, a file a key. */
  | { readonly secret: SecretRef };

export interface Claim {
  /** Its size, such as `10Gi`. */
  readonly size: string;
  /**
   * Its StorageClass.
   * @default - the cluster's default class
   */
  readonly className?: string;
  /**
   * Whether pods of several nodes can have it at once, which takes storage that can.
   * @default 'ReadWriteMany'
   */
  readonly accessMode?: 'ReadWriteMany' | 'ReadOnlyMany' | 'ReadWriteOnce';
}

type Mounts = Readonly<Record<string, Mount>>;

export const mountsShapes: Shapes<MountsProps> = {
  mounts: optional(
    mapOf(
      either(
        record({ emptyDir: present, inMemory: optional(flag) }),
        record({ claim: record<Claim>({ size: scalar, className: optional(text), accessMode: scalar }) }),
        record({ existingClaim: text, readOnly: optional(flag) }),
        record({ configMap: text }),
        record({ secret: secretRefShape }),
      ),
    ),
  ),
};

// What the image and the container runtime have there would be hidden, and a container without it does not start.
const systemPaths = ['/bin', '/dev', '/etc', '/lib', '/lib64', '/proc', '/sbin', '/sys', '/usr', '/var', '/var/run'];

/** The given mounts, and `/tmp`. */
export function withTemporary(mounts: Mounts | undefined): Mounts {
  return { '/tmp': { emptyDir: '256Mi' }, ...mounts };
}

/** A volume's name, made of the path it is mounted at. */
export function volumeName(path: string): string {
  const name = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name.slice(0, 63).replace(/-+$/, '') || 'volume';
}

/** The PersistentVolumeClaims to make, by name. */
export function claims(service: string, mounts: Mounts): Record<string, k8s.PersistentVolumeClaimSpec> {
  return Object.fromEntries(
    Object.entries(mounts).flatMap(([path, mount]) =>
      'claim' in mount ? [[claimName(service, path), claimSpec(mount.claim)]] : [],
    ),
  );
}

/** The pod's volumes. */
export function mountVolumes(service: string, mounts: Mounts): k8s.Volume[] {
  return Object.entries(mounts).map(([path, mount]) => ({
    name: volumeName(path),
    ...volumeSource(service, path, mount),
  }));
}

/** A container's mounts: all, or those of some paths. */
export function volumeMounts(mounts: Mounts, paths: readonly string[] = Object.keys(mounts)): k8s.VolumeMount[] {
  return paths.map((path) => ({
    name: volumeName(path),
    mountPath: path,
    ...(isReadOnly(mounts[path]) ? { readOnly: true } : {}),
  }));
}

/** Reports paths that cannot be mounted, sizes that are none, and volumes that two pods cannot share. */
export function checkMounts(
  findings: Findings,
  mounts: Mounts,
  fileDirectories: readonly string[],
  about: { readonly namespace?: string; readonly ephemeralLimit?: string },
): void {
  const paths = [...Object.keys(mounts), ...fileDirectories];
  const readOnly = [...fileDirectories, ...Object.keys(mounts).filter((path) => isReadOnly(mounts[path]))];
  const names = new Map<string, string>();
  for (const path of paths) {
    const add = (problem: string | undefined): void => {
      findings.add(`mounts ${shown(path)}`, problem);
    };
    if (Object.hasOwn(mounts, path)) add(pathProblem(path));
    const other = names.get(volumeName(path));
    if (other !== undefined) add(`must not be mounted twice, got it beside ${shown(other)}; write one of them`);
    names.set(volumeName(path), path);
    const outer = readOnly.find((directory) => path.startsWith(`${directory}/`));
    if (outer !== undefined)
      add(
        `must not be below ${shown(outer)}, which is read-only, so that nothing can be mounted in it; write another path`,
      );
  }
  for (const [path, mount] of Object.entries(mounts)) {
    const problem = mountProblem(mount, about.ephemeralLimit);
    findings.add(`mounts ${shown(path)}`, problem);
    if ('secret' in mount)
      findings.add(`mounts ${shown(path)}`, namespaceProblem(mount.secret.namespace, about.namespace));
  }
}

/** What is wrong with the path of a mount. */
export function pathProblem(path: string): string | undefined {
  const good =
    path.startsWith('/') &&
    path !== '/' &&
    posix.normalize(path) === path &&
    !path.endsWith('/') &&
    !path.includes(':');
  if (!good)
    return `must be an absolute path without "..", ":" and "/" at its end, got ${shown(path)}; write "/var/lib/app"`;
  return systemPaths.includes(path)
    ? `must not be a directory of the system, which the mount would hide, got ${shown(path)}; write one below it, such as "${path}/app"`
    : undefined;
}

function isReadOnly(mount: Mount | undefined): boolean {
  if (mount === undefined) return false;
  return 'configMap' in mount || 'secret' in mount || ('existingClaim' in mount && mount.readOnly === true);
}

function mountProblem(mount: Mount, ephemeralLimit: string | undefined): string | undefined {
  if ('emptyDir' in mount) {
    const problem = bytesProblem(mount.emptyDir);
    if (problem !== undefined || ephemeralLimit === undefined || mount.inMemory === true) return problem;
    const fits = !(amount(mount.emptyDir) > amount(ephemeralLimit));
    return fits
      ? undefined
      : `must fit in the limit of ephemeral-storage, which is ${shown(ephemeralLimit)}, got ${shown(mount.emptyDir)}; raise the limit`;
  }
  if ('existingClaim' in mount) return dnsSubdomainProblem(mount.existingClaim);
  if ('configMap' in mount) return dnsSubdomainProblem(mount.configMap);
  return 'claim' in mount ? claimProblem(mount.claim) : undefined;
}

function claimProblem({ size, className, accessMode = 'ReadWriteMany' }: Claim): string | undefined {
  if (accessMode === 'ReadWriteOnce') {
    return 'must not be a claim that one node alone can have, for a rollout has two pods at once, got "ReadWriteOnce"; write "ReadWriteMany", or use a StatefulSet';
  }
  if (!['ReadWriteMany', 'ReadOnlyMany'].includes(accessMode))
    return `must have the accessMode "ReadWriteMany" or "ReadOnlyMany", got ${shown(accessMode)}; write one of them`;
  return bytesProblem(size) ?? (className === undefined ? undefined : dnsSubdomainProblem(className));
}

function volumeSource(service: string, path: string, mount: Mount): Omit<k8s.Volume, 'name'> {
  if ('emptyDir' in mount) {
    return {
      emptyDir: { sizeLimit: quantity(mount.emptyDir), ...(mount.inMemory === true ? { medium: 'Memory' } : {}) },
    };
  }
  if ('claim' in mount) return { persistentVolumeClaim: { claimName: claimName(service, path) } };
  if ('existingClaim' in mount) return { persistentVolumeClaim: { claimName: mount.existingClaim } };
  if ('configMap' in mount) return { configMap: { name: mount.configMap } };
  return { secret: { secretName: mount.secret.name, defaultMode: 0o440 } };
}

function claimName(service: string, path: string): string {
  return `${service}-${volumeName(path)}`;
}

function claimSpec({ size, className, accessMode }: Claim): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: [accessMode ?? 'ReadWriteMany'],
    ...(className === undefined ? {} : { storageClassName: className }),
    resources: { requests: { storage: quantity(size) } },
  };
}
