import { canonicalManifest } from '../manifests/canonical-manifest';
import { KubernetesManifest } from '../manifests/manifest';
import { GitOps } from './gitops-props';
import { hasMigration, isAfterMigrations, isRunOnce, syncWave } from './sync-waves';

const wave = 'argocd.argoproj.io/sync-wave';
const compareOptions = 'argocd.argoproj.io/compare-options';
const syncOptions = 'argocd.argoproj.io/sync-options';

// The kinds whose deletion deletes data. The claims of a StatefulSet are not rendered, so that no agent removes them.
const dataKinds = ['Namespace', 'PersistentVolumeClaim', 'PersistentVolume'];

/** Returns the kinds among objects that an agent must keep when they are no longer rendered. */
export function keptKinds(manifests: readonly KubernetesManifest[]): string[] {
  return dataKinds.filter((kind) => manifests.some((manifest) => manifest.kind === kind));
}

/** The annotation of objects that Flux applies after the migrations, and its value. */
export const afterMigrations = { key: 'cdk8s-backend/after', value: 'migrations' };

/**
 * Annotates the objects for the agents: their sync waves, that data is kept, and what comes after the migrations.
 * The order is stated only for environments that ask for it or have a migration.
 */
export function annotatedManifests(
  manifests: readonly KubernetesManifest[],
  { argocd, flux }: GitOps,
): readonly KubernetesManifest[] {
  const migrates = hasMigration(manifests);
  return manifests.map((manifest) => {
    const added = {
      ...(argocd !== undefined && (argocd.waves ?? migrates) ? { [wave]: String(syncWave(manifest, manifests)) } : {}),
      // The Job of an earlier image or command stays where nothing is pruned, and is no difference.
      ...(argocd !== undefined && isRunOnce(manifest) ? { [compareOptions]: 'IgnoreExtraneous' } : {}),
      // Whatever `prune` is: a sync by hand prunes if its person ticks it, and `argocd app delete` deletes what an Application deployed.
      ...(argocd !== undefined && dataKinds.includes(manifest.kind)
        ? { [syncOptions]: 'Prune=false,Delete=false' }
        : {}),
      ...(flux !== undefined && migrates && isAfterMigrations(manifest, manifests)
        ? { [afterMigrations.key]: afterMigrations.value }
        : {}),
    };
    if (Object.keys(added).length === 0) return manifest;
    // An annotation that the program wrote counts more.
    const annotations = { ...added, ...manifest.metadata.annotations };
    return canonicalManifest({ ...manifest, metadata: { ...manifest.metadata, annotations } });
  });
}
