import { dump } from 'js-yaml';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesManifest } from '../lib/manifests/manifest';

/**
 * Writes the kustomization that prints the objects: one file of resources and nothing to patch, the least work that kustomize can be
 * given for them.
 */
export function writeKustomization(directory: string, manifests: readonly KubernetesManifest[]): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'kustomization.yaml'), 'resources: [resources.yaml]\n');
  const texts = manifests.map((manifest) => dump(manifest, { lineWidth: -1, noRefs: true }));
  writeFileSync(join(directory, 'resources.yaml'), texts.join('---\n'));
}
