import { Manifest } from '../manifests/manifest';

/** The kinds whose deletion deletes data. The claims of a StatefulSet are not rendered, so that no agent removes them. */
const kinds = ['Namespace', 'PersistentVolumeClaim', 'PersistentVolume'];

/** Tells whether an agent must keep an object that is no longer rendered. */
export function isKept({ kind }: Manifest): boolean {
  return kinds.includes(kind);
}

/** Returns the kinds among objects that an agent must keep. */
export function keptKinds(manifests: readonly Manifest[]): string[] {
  return kinds.filter((kind) => manifests.some((manifest) => manifest.kind === kind));
}
