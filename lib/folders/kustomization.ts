import { load } from 'js-yaml';
import { dirname, join } from 'node:path';
import { kubectlSchema } from '../files/kubectl-yaml';
import { listField, textField } from '../manifests/manifest';

/** The parts of a file `kustomization.yaml` that concern the files around it. Paths are from the source. */
export interface Kustomization {
  readonly file: string;
  /** The namespace that kustomize gives all objects. */
  readonly namespace?: string;
  /** True if it is a part of others, and cannot be built alone. */
  readonly isComponent: boolean;
  /** The folders and files that it includes. */
  readonly includes: readonly string[];
  /** The files that are patches of objects, and no objects. */
  readonly patches: readonly string[];
}

/** The kustomizations of a source by their folders. */
export type Kustomizations = ReadonlyMap<string, Kustomization>;

const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Returns the kustomizations among the files of a source, by their folders; empty for the source itself. One that is not YAML is left out. */
export function kustomizations(files: ReadonlyMap<string, () => string>): Kustomizations {
  const found = new Map<string, Kustomization>();
  for (const [path, text] of files) {
    if (!fileNames.some((name) => path === name || path.endsWith(`/${name}`))) continue;
    const folder = folderOf(path);
    const kustomization = parsed(path, folder, text);
    if (kustomization !== undefined) found.set(folder, kustomization);
  }
  return found;
}

/**
 * Returns the namespace that the objects of a folder get from kustomize: that of the folder's kustomization or, if it states none, of one that
 * includes it; undefined without one.
 */
export function kustomizedNamespace(
  folder: string,
  all: Kustomizations,
  below: readonly string[] = [],
): string | undefined {
  const own = all.get(folder);
  if (own === undefined || below.includes(folder)) return undefined;
  if (own.namespace !== undefined) return own.namespace;
  for (const [outer, { includes }] of all) {
    const namespace = includes.includes(folder) ? kustomizedNamespace(outer, all, [...below, folder]) : undefined;
    if (namespace !== undefined) return namespace;
  }
  return undefined;
}

/** Returns the folder of a path; empty for the source itself. */
export function folderOf(path: string): string {
  return path === '' || dirname(path) === '.' ? '' : dirname(path);
}

function parsed(file: string, folder: string, text: () => string): Kustomization | undefined {
  try {
    const value = load(text(), { schema: kubectlSchema });
    const lists = (...names: readonly string[]) => names.flatMap((name) => listField(value, name));
    const patches = lists('patches', 'patchesJson6902').map((patch) => textField(patch, 'path'));
    return {
      file,
      namespace: textField(value, 'namespace') || undefined,
      isComponent: textField(value, 'kind') === 'Component',
      includes: paths(folder, lists('resources', 'bases', 'components')),
      patches: paths(folder, [...patches, ...lists('patchesStrategicMerge')]),
    };
  } catch {
    // The reader of manifests reports what is not YAML.
    return undefined;
  }
}

/** Returns the paths from the source of entries; a patch or a resource that is written out, or is elsewhere, has none there. */
function paths(folder: string, entries: readonly unknown[]): string[] {
  return entries.flatMap((entry) => {
    if (typeof entry !== 'string' || /\n|^[a-z]+:\/\//.test(entry)) return [];
    const path = join(folder, entry).replace(/\/$/, '');
    return [path === '.' ? '' : path];
  });
}
