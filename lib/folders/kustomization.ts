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
  /** The names of its `vars`: kustomize replaces `$(NAME)` by a value. */
  readonly variables: readonly string[];
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

/** Returns the files that kustomizations name as patches, and those that they include. */
const namedFiles = remembered((all: Kustomizations) => ({
  patches: new Set([...all.values()].flatMap(({ patches }) => patches)),
  included: new Set([...all.values()].flatMap(({ includes }) => includes)),
}));

/**
 * True for a file that is a patch of a kustomization, and has the fields alone that it changes: one that a kustomization names as such, or a
 * file that is called one beside or below a kustomization, none of which includes it, such as the patches of kubebuilder that are commented out.
 */
export function isPatch(path: string, all: Kustomizations): boolean {
  const { patches, included } = namedFiles(all);
  if (patches.has(path)) return true;
  const folder = folderOf(path);
  const isBeside = all.has(folder) || (folder !== '' && all.has(folderOf(folder)));
  return isBeside && !included.has(path) && /(?:^|[-_.])patch(?:es\/|[-_.])/.test(lastTwo(path));
}

function lastTwo(path: string): string {
  return path.split('/').slice(-2).join('/');
}

/**
 * Returns the namespace that the objects of a folder get from kustomize: that of the folder's kustomization or, if it states none, of one that
 * includes the folder or a file in it; undefined without one.
 */
export function kustomizedNamespace(folder: string, all: Kustomizations): string | undefined {
  return kustomizationsOf(folder, all).find(({ namespace }) => namespace !== undefined)?.namespace;
}

/** Returns the labels that the objects of a folder get from its kustomization, and from those that include it. */
export function kustomizedLabels(folder: string, all: Kustomizations): CommonLabels[] {
  return kustomizationsOf(folder, all).flatMap(({ labels }) => labels);
}

/** The kustomizations that write the objects of a folder: its own, and those that include the folder or a file in it, from the inside out. */
function kustomizationsOf(folder: string, all: Kustomizations, below: readonly string[] = []): Kustomization[] {
  if (below.includes(folder)) return [];
  const own = all.get(folder);
  const isHere = (path: string) => path === folder || (/\.(ya?ml|json)$/.test(path) && folderOf(path) === folder);
  const outer = [...all].filter(([other, { includes }]) => other !== folder && includes.some(isHere));
  return [
    ...(own === undefined ? [] : [own]),
    ...outer.flatMap(([other]) => kustomizationsOf(other, all, [...below, folder])),
  ];
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
    variables: lists('vars').flatMap((variable) => textField(variable, 'name') ?? []),
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
