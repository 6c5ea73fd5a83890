import { Manifest } from '../manifests/manifest';
import { yaml } from './yaml';

const header = '# Rendered by cdk8s-backend. Change the program and render it again, not this file.';

/** A manifest's file: a header line and the object in YAML, with LF line ends. */
export function manifestFile(manifest: Manifest): string {
  return `${header}\n${yaml(manifest)}`;
}

/** Whether a file is one that this library wrote, as its header says; anybody else's is left alone. */
export function isManifestFile(name: string, text: string): boolean {
  return name.endsWith('.yaml') && text.startsWith(header);
}
