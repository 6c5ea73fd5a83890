import { Dirent, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FindingsError } from '../findings/findings-error';
import { KubernetesManifest } from '../manifests/manifest';
import { unreadable } from '../findings/system-reason';
import { yaml } from './yaml';

const header = '# Rendered by cdk8s-backend. Change the program and render it again, not this file.';

/** Returns the text of a manifest's file: a header line and the object in YAML, with LF line ends. */
export function manifestFile(manifest: KubernetesManifest): string {
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

/**
 * Returns the entries of a directory; none if the directory does not exist.
 * @throws FindingsError if it cannot be read
 */
export function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new FindingsError([unreadable(directory, error)]);
  }
}

/**
 * Returns the text of a file that this library wrote, with LF line ends, which git can have made CRLF; undefined for any other file.
 * @throws FindingsError if it cannot be read
 */
export function ownText(path: string): string | undefined {
  if (!path.endsWith('.yaml') && basename(path) !== kustomizationName) return undefined;
  try {
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    return isManifestFile(path, text) ? text : undefined;
  } catch (error) {
    throw new FindingsError([unreadable(path, error)]);
  }
}

/**
 * Returns the directories of environments that the program no longer has: they are below the output directory, have files of this
 * library, and a GitOps agent would go on applying them.
 */
export function abandonedDirectories(outdir: string, current: readonly string[]): string[] {
  return subdirectories(outdir)
    .filter((directory) => !current.includes(directory))
    .filter((directory) =>
      entriesOf(directory).some((entry) => entry.isFile() && ownText(join(directory, entry.name)) !== undefined),
    );
}

function subdirectories(directory: string): string[] {
  return entriesOf(directory)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => join(directory, entry.name))
    .flatMap((each) => [each, ...subdirectories(each)]);
}
