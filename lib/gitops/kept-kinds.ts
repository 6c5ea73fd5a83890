import { Manifest } from '../manifests/manifest';

/** The kinds with which data goes. The claims of a StatefulSet are not rendered, and no agent removes them. */
const kinds = ['Namespace', 'PersistentVolumeClaim', 'PersistentVolume'];

/** Whether no agent may remove an object because it is no longer rendered. */
export function isKept({ kind }: Manifest): boolean {
  return kinds.includes(kind);
}

/** The kinds among objects that no agent may remove. */
export function keptKinds(manifests: readonly Manifest[]): string[] {
  return kinds.filter((kind) => manifests.some((manifest) => manifest.kind === kind));
}
