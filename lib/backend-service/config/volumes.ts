import type * as k8s from '../../../imports/k8s';
import { Problem, quoted } from '../../findings/problem';
import { Findings } from '../../findings/findings';
import { amount, quantity } from '../../kubernetes/quantity';
import { ContainerResources } from '../../kubernetes/resources';
import { fileDirectories, VolumeFiles } from './files';
import { DecidedClaim, DecidedMount, mountPlaces, Mounts, SomeMounts, volumeName } from './mounts';
import { namespaceProblem } from '../../pods/pull-secrets';

/** Returns the specs of the PersistentVolumeClaims that are created, by name. */
export function claims(service: string, mounts: Mounts): Record<string, k8s.PersistentVolumeClaimSpec> {
  return Object.fromEntries(
    Object.entries(mounts).flatMap(([path, mount]) =>
      'claim' in mount ? [[claimName(service, path), claimSpec(mount.claim)]] : [],
    ),
  );
}

/** Returns the pod's volumes. */
export function mountVolumes(service: string, mounts: Mounts): k8s.Volume[] {
  return Object.entries(mounts).map(([path, mount]) => ({
    name: volumeName(path),
    ...volumeSource(service, path, mount),
  }));
}

/** Returns a container's mounts: all, or some of them. */
export function volumeMounts(mounts: Mounts, some: SomeMounts = Object.keys(mounts)): k8s.VolumeMount[] {
  return mountPlaces(some).map(({ path, of }) => ({
    name: volumeName(of),
    mountPath: path,
    readOnly: isReadOnly(mounts[of]) ? true : undefined,
  }));
}

/**
 * Returns the annotation by which the Cluster Autoscaler removes a node whose pods have scratch space on its disk, which does not outlive a
 * pod anyway. Without it, no node with such a pod is ever removed.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-types-of-pods-can-prevent-ca-from-removing-a-node
 */
export function scratchAnnotations(mounts: Mounts): Record<string, string> {
  const onDisk = Object.entries(mounts).filter(([, mount]) => 'emptyDir' in mount && !mount.inMemory);
  if (onDisk.length === 0) return {};
  const names = onDisk.map(([path]) => volumeName(path)).join(',');
  return { 'cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes': names };
}

/** A backend, as far as its mounts depend on it. */
interface MountingBackend {
  readonly namespace: string | undefined;
  readonly mounts: Mounts;
  readonly ownFiles: VolumeFiles;
  readonly resources: ContainerResources;
}

/** Reports volumes that hide each other, Secrets of another namespace, and scratch space above the container's limit. */
export function checkMounts(findings: Findings, { mounts, ownFiles, resources, namespace }: MountingBackend): void {
  const directories = fileDirectories(ownFiles.files);
  const readOnly = [...directories, ...Object.keys(mounts).filter((path) => isReadOnly(mounts[path]))];
  const names = new Map<string, string>();
  const singleFiles = Object.keys(ownFiles.singleFiles ?? {});
  for (const [prop, paths] of Object.entries({ mounts: [...Object.keys(mounts), ...directories], singleFiles }))
    for (const path of paths) {
      const place = `${prop}[${quoted(path)}]`;
      const other = names.get(volumeName(path));
      if (other !== undefined) {
        const got = `it beside ${quoted(other)}`;
        findings.add(place, { code: 'not-unique', want: 'must not be mounted twice', got, write: 'write one of them' });
      }
      names.set(volumeName(path), path);
      const outer = readOnly.find((directory) => path.startsWith(`${directory}/`));
      if (outer !== undefined) {
        const want = `must not be below ${quoted(outer)}, which is read-only, so that nothing can be mounted in it`;
        const isFile = prop === 'singleFiles' && directories.includes(outer);
        findings.add(place, { code: 'conflict', want, write: isFile ? 'write it in files' : 'write another path' });
      }
    }
  for (const [path, mount] of Object.entries(mounts)) {
    const place = `mounts[${quoted(path)}]`;
    if ('secret' in mount) findings.add(`${place}.secret`, namespaceProblem(mount.secret.namespace, namespace));
    if ('emptyDir' in mount) findings.add(`${place}.emptyDir`, limitProblem(mount, resources));
  }
}

function isReadOnly(mount: DecidedMount | undefined): boolean {
  if (mount === undefined) return false;
  return 'configMap' in mount || 'secret' in mount || ('existingClaim' in mount && mount.readOnly);
}

function limitProblem(
  { emptyDir, inMemory }: Extract<DecidedMount, { readonly emptyDir: string }>,
  { limits }: ContainerResources,
): Problem | undefined {
  const resource = inMemory ? 'memory' : 'ephemeral-storage';
  const limit = limits?.[resource];
  if (typeof limit !== 'string' || !(amount(emptyDir) > amount(limit))) return undefined;
  const want = `must fit in the limit of ${resource}, which is ${quoted(limit)}`;
  return { code: 'conflict', want, got: quoted(emptyDir), write: 'raise the limit' };
}

function volumeSource(service: string, path: string, mount: DecidedMount): Omit<k8s.Volume, 'name'> {
  if ('emptyDir' in mount)
    return { emptyDir: { sizeLimit: quantity(mount.emptyDir), medium: mount.inMemory ? 'Memory' : undefined } };
  if ('claim' in mount) return { persistentVolumeClaim: { claimName: claimName(service, path) } };
  if ('existingClaim' in mount) return { persistentVolumeClaim: { claimName: mount.existingClaim } };
  if ('configMap' in mount) return { configMap: { name: mount.configMap } };
  return { secret: { secretName: mount.secret.name, defaultMode: 0o440 } };
}

function claimName(service: string, path: string): string {
  return `${service}-${volumeName(path)}`;
}

function claimSpec({ size, className, accessMode }: DecidedClaim): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: [accessMode],
    storageClassName: className,
    resources: { requests: { storage: quantity(size) } },
  };
}
