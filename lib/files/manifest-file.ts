import { basename } from 'node:path';
import { Manifest } from '../manifests/manifest';
import { yaml } from './yaml';

const header = '# Rendered by cdk8s-backend. Change the program and render it again, not this file.';

/** Returns the text of a manifest's file: a header line and the object in YAML, with LF line ends. */
export function manifestFile(manifest: Manifest): string {
  return `${header}\n${yaml(manifest)}`;
}

/** The file that lets kustomize, Argo CD and Flux read a directory; without an ending, so that `kubectl apply -f` does not. */
export const kustomizationName = 'Kustomization';

/** Returns the text of a directory's Kustomization: its files, in the order in which kubectl reads them. */
export function kustomizationFile(names: readonly string[]): string {
  const resources = [...names].sort();
  const kind = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };
  return `${header}\n${yaml({ ...kind, resources })}`;
}

/** Tells by its header whether this library wrote a file. It changes no other file. */
export function isManifestFile(name: string, text: string): boolean {
  return (name.endsWith('.yaml') || basename(name) === kustomizationName) && text.startsWith(header);
}
