import { join } from 'node:path';
import { field, KubernetesManifest, listField, textField } from '../manifests/manifest';
import { remembered } from '../manifests/remembered';
import { CommonLabels, commonLabels } from './common-labels';
import { folderOf, SourceFiles, yamlValue } from './source-files';

/** The parts of a file `kustomization.yaml` that concern the files around it. Paths are from the source. */
export interface Kustomization {
  readonly file: string;
  /** The namespace that kustomize gives all objects. */
  readonly namespace?: string;
  /** The labels that kustomize gives its objects. */
  readonly labels: readonly CommonLabels[];
  /** True if it is a part of others, and cannot be built alone. */
  readonly isComponent: boolean;
  /** The folders and files that it includes. */
  readonly includes: readonly string[];
  /** The files that are patches of objects, and no objects. */
  readonly patches: readonly string[];
  /** Its generators of ConfigMaps and Secrets, as kustomize writes them out, with the names by which objects refer to what they generate. */
  readonly generators: readonly KubernetesManifest[];
}

/** The kustomizations of a source by their folders. */
export type Kustomizations = ReadonlyMap<string, Kustomization>;

const group = 'kustomize.config.k8s.io/';
const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Returns the kustomizations among the files of a source, by their folders; empty for the source itself. */
export const kustomizations = remembered((files: SourceFiles): Kustomizations => {
  const found = new Map<string, Kustomization>();
  for (const [path, text] of files) {
    if (!fileNames.some((name) => path === name || path.endsWith(`/${name}`))) continue;
    const kustomization = kustomizationOf(path, text);
    if (kustomization !== undefined) found.set(folderOf(path), kustomization);
  }
  return found;
});

/** Returns the files that are patches of any kustomization. A patch has the fields alone that it changes. */
export const patchFiles = remembered(
  (all: Kustomizations): ReadonlySet<string> => new Set([...all.values()].flatMap(({ patches }) => patches)),
);

/**
 * Returns the namespace that the objects of a folder get from kustomize: that of the folder's kustomization or, if it states none, of one that
 * includes the folder or a file in it; undefined without one.
 */
export function kustomizedNamespace(
  folder: string,
  all: Kustomizations,
  below: readonly string[] = [],
): string | undefined {
  const own = all.get(folder)?.namespace;
  if (own !== undefined || below.includes(folder)) return own;
  const isFileHere = (path: string) => /\.(ya?ml|json)$/.test(path) && folderOf(path) === folder;
  for (const [outer, { includes }] of all) {
    if (outer === folder || !includes.some((path) => path === folder || isFileHere(path))) continue;
    const namespace = kustomizedNamespace(outer, all, [...below, folder]);
    if (namespace !== undefined) return namespace;
  }
  return undefined;
}

function kustomizationOf(file: string, text: () => string): Kustomization | undefined {
  const value = yamlValue(text);
  // Flux has a kind of the same name.
  if (!(textField(value, 'apiVersion') ?? group).startsWith(group)) return undefined;
  const lists = (...names: readonly string[]) => names.flatMap((name) => listField(value, name));
  // Before patches had targets, `patches` was a list of paths, which kustomize still reads.
  const patches = lists('patches', 'patchesJson6902').map((patch) => textField(patch, 'path') ?? patch);
  const namespace = textField(value, 'namespace');
  return {
    file,
    namespace: namespace === '' ? undefined : namespace,
    labels: commonLabels(value),
    isComponent: textField(value, 'kind') === 'Component',
    includes: paths(folderOf(file), lists('resources', 'bases', 'components')),
    patches: paths(folderOf(file), [...patches, ...lists('patchesStrategicMerge')]),
    generators: [
      ...lists('configMapGenerator').map((each) => generator('ConfigMapGenerator', each)),
      ...lists('secretGenerator').map((each) => generator('SecretGenerator', each)),
    ],
  };
}

function generator(kind: string, value: unknown): KubernetesManifest {
  return {
    apiVersion: 'builtin',
    kind,
    metadata: { name: textField(value, 'name') ?? '' },
    type: field(value, 'type'),
  };
}

/** Returns the paths from the source of entries; a patch or a resource that is written out, or is elsewhere, has none there. */
function paths(folder: string, entries: readonly unknown[]): string[] {
  return entries.flatMap((entry) => {
    if (typeof entry !== 'string' || /\n|^[a-z]+:\/\//.test(entry)) return [];
    const path = join(folder, entry).replace(/\/$/, '');
    return [path === '.' ? '' : path];
  });
}
