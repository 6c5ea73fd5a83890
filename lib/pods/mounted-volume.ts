import type * as k8s from '../../imports/k8s';

/** A volume of a pod, and its place in a container. */
export interface MountedVolume {
  readonly volume: k8s.Volume;
  readonly mount: k8s.VolumeMount;
}

/** The source of a volume. */
export type VolumeSource = Omit<k8s.Volume, 'name'>;

/** Returns a volume that a container writes to, at a path. */
export function mountedVolume(name: string, mountPath: string, source: VolumeSource): MountedVolume {
  return { volume: { name, ...source }, mount: { name, mountPath } };
}

/** Returns a volume that a container only reads, at a path. */
export function readVolume(name: string, mountPath: string, source: VolumeSource): MountedVolume {
  return { volume: { name, ...source }, mount: { name, mountPath, readOnly: true } };
}

/** The keys of a Secret by the paths that they have in a volume. One key may have several. */
export type SecretPaths = Readonly<Record<string, string>>;

/** Returns the source of a volume with some keys of a Secret. */
export function secretSource(secretName: string, keys: SecretPaths, defaultMode = 0o440): VolumeSource {
  return { secret: { secretName, defaultMode, items: itemsOf(keys) } };
}

/** Returns the source of one volume with some keys of several Secrets, by the Secrets' names. */
export function projectedSource(secrets: Readonly<Record<string, SecretPaths>>, defaultMode = 0o440): VolumeSource {
  const sources = Object.entries(secrets).map(([name, keys]) => ({ secret: { name, items: itemsOf(keys) } }));
  return { projected: { defaultMode, sources } };
}

function itemsOf(keys: SecretPaths): { readonly key: string; readonly path: string }[] {
  return Object.entries(keys).map(([path, key]) => ({ key, path }));
}
