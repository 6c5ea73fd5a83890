import { Finding } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { KubernetesManifest } from '../manifests/manifest';
import { definitionsIn } from '../manifests/definitions/custom-definitions';
import { unreadable } from '../findings/system-reason';
import { appliedTo, kustomizedTo, refusedIn, withMetadata } from './applied-namespace';
import { isHelmTemplate } from './chart';
import { labelled } from './common-labels';
import { isPatch, kustomizations, Kustomizations, kustomizedLabels, kustomizedNamespace } from './kustomization';
import { ParsedFile, parsedManifests, ReadManifest } from './parsed-manifests';
import { RenderedParts, renderedParts } from './rendered-folders';
import { fileIn, folderOf, isRead, SourceFiles, sourceFiles } from './source-files';
import { inputManifests, standardInput } from './standard-input';

/** True if a file of a folder counts, by path and text. */
export type FileChoice = (path: string, text: string) => boolean;

/** The files of a source that count. */
export interface FolderOptions {
  /** Reads the folders below too, each by itself. @default false */
  readonly recursive?: boolean;
  /** Chooses files by their path and text. @default - every file counts */
  readonly isChosen?: FileChoice;
  /** The text of standard input, which is the source `-`. @default - empty */
  readonly input?: string;
  /** The namespace of `kubectl apply --namespace`. @default - objects have the namespaces that they state */
  readonly namespace?: string;
  /** True if folders with a kustomization or a chart are rendered by kustomize and Helm. @default false */
  readonly isRendered?: boolean;
  /** Objects of elsewhere that may define the kinds of custom resources, and whether these live in namespaces. @default - none */
  readonly schemas?: readonly KubernetesManifest[];
}

/** A folder, and everything that its files hold. */
export interface ManifestFolder extends ParsedFile {
  /** Its path below the source; empty for the source itself. */
  readonly path: string;
  /** True for a release of Helm, which may have objects in other namespaces. */
  readonly isRelease?: boolean;
  /** The generators of all kustomizations of its source, in its namespace. */
  readonly generators?: readonly KubernetesManifest[];
  /** The variables that kustomize replaces in the objects. */
  readonly variables?: readonly string[];
  /** The findings of the objects that kubectl refuses to apply to the namespace. */
  readonly refused?: readonly Finding[];
}

/** The files of a source, and everything that says what they are. */
interface Source {
  readonly path: string;
  readonly files: SourceFiles;
  readonly isChosen: FileChoice;
  readonly kustomizations: Kustomizations;
}

/**
 * Returns the folders of a source that hold files of manifests, in the order of their paths. The source is a folder, one file,
 * `COMMIT:PATH` for either of a git commit, or `-` for standard input. Hidden folders and node_modules are left out. A folder with a
 * kustomization has the namespace that kustomize gives its objects.
 * @throws FindingsError if the source cannot be read. A file that cannot be read is a finding of its folder
 */
export function folderManifests(source: string, options: FolderOptions = {}): ManifestFolder[] {
  const folders =
    source === standardInput ? [{ path: '', ...inputManifests(options.input) }] : readFolders(source, options);
  return folders.map((folder) => applied(folder, options));
}

function readFolders(path: string, options: FolderOptions): ManifestFolder[] {
  const { recursive = false, isChosen = () => true, isRendered = false, namespace, schemas = [] } = options;
  const files = sourceFiles(path, recursive);
  const rendered: RenderedParts = isRendered
    ? renderedParts({ source: path, files, recursive, namespace })
    : { folders: [], isPart: () => false };
  const source = { path, files, isChosen, kustomizations: kustomizations(files) };
  const read = [...files]
    .filter(([file]) => isRead(file, recursive) && !rendered.isPart(file))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => ({ folder: folderOf(file), ...readFile(source, file, text) }));
  const all = [...source.kustomizations.values()];
  const generators = all.flatMap((each) => each.generators);
  const variables = all.flatMap((each) => each.variables);
  const plain = [...new Set(read.map(({ folder }) => folder))].map((folder) => {
    const here = read.filter((each) => each.folder === folder);
    const manifests = labelled(
      here.flatMap((each) => each.manifests),
      kustomizedLabels(folder, source.kustomizations),
    );
    const doubledKeys = here.flatMap((each) => each.doubledKeys ?? []);
    const ofKustomize = kustomizedNamespace(folder, source.kustomizations);
    return {
      path: folder,
      manifests:
        ofKustomize === undefined
          ? manifests
          : kustomizedTo(manifests, ofKustomize, definitionsIn([...schemas, ...manifestsOf(manifests)])),
      findings: here.flatMap(({ findings }) => findings),
      ...(doubledKeys.length > 0 && { doubledKeys }),
      skipped: here.flatMap(({ skipped }) => skipped),
      ...(variables.length > 0 && { variables }),
      generators: generators.map((each) =>
        ofKustomize === undefined ? each : withMetadata(each, { namespace: ofKustomize }),
      ),
    };
  });
  return rendered.folders.length === 0
    ? plain
    : [...plain, ...rendered.folders].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function applied(folder: ManifestFolder, { namespace, schemas = [] }: FolderOptions): ManifestFolder {
  if (namespace === undefined) return folder;
  const { manifests, generators } = folder;
  const definitions = definitionsIn([...schemas, ...manifestsOf(manifests)]);
  return {
    ...folder,
    manifests: appliedTo(manifests, namespace, definitions),
    generators: generators?.map((each) =>
      each.metadata.namespace === undefined ? withMetadata(each, { namespace }) : each,
    ),
    refused: folder.isRelease === true ? [] : refusedIn(manifests, namespace, definitions),
  };
}

/**
 * Returns the folders of the sources that a command is given. A source that cannot be read, or that holds no objects, is a finding beside
 * those of the others.
 */
export function givenFolders(
  sources: readonly string[],
  recursive: boolean,
  options: Omit<FolderOptions, 'recursive'> = {},
): ManifestFolder[] {
  return sources.flatMap((source) => {
    try {
      const folders = folderManifests(source, { ...options, recursive });
      const hasObjects = folders.some(({ manifests, findings }) => manifests.length + findings.length > 0);
      return hasObjects ? folders : [...folders, broken(empty(source, recursive))];
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      return error.findings.map(broken);
    }
  });
}

/** Returns the findings of folders: of their files, and of the objects that kubectl refuses to apply. */
export function findingsOf(folders: readonly ManifestFolder[]): Finding[] {
  return folders.flatMap(({ findings, refused = [] }) => [...findings, ...refused]);
}

/** Returns a line for each file that a command skips; empty if it skips none. */
export function skippedText(folders: readonly ManifestFolder[]): string {
  return folders.flatMap(({ skipped }) => skipped.map((each) => `skipped ${each}\n`)).join('');
}

function broken(finding: Finding): ManifestFolder {
  return { path: '', manifests: [], findings: [finding], skipped: [] };
}

function empty(path: string, recursive: boolean): Finding {
  const isFile = /\.(?:ya?ml|json)$/i.test(path);
  if (isFile)
    return { path, code: 'cannot-read', want: 'holds no Kubernetes objects', write: 'write a file with some' };
  const below = recursive ? '' : ', or --recursive for the folders below it';
  const write = `write a folder with YAML or JSON files of them${below}`;
  return { path, code: 'cannot-read', want: 'holds no Kubernetes objects', write };
}

/** Returns the manifests without their files. */
export function manifestsOf(read: readonly ReadManifest[] = []): KubernetesManifest[] {
  return read.map(({ manifest }) => manifest);
}

function readFile(source: Source, path: string, text: () => string): ParsedFile {
  const file = fileIn(source.path, path);
  const nothing = { manifests: [], findings: [], skipped: [] };
  try {
    const content = text();
    if (!source.isChosen(path, content)) return nothing;
    if (isPatch(path, source.kustomizations))
      return { ...nothing, skipped: [`${file}, which is a patch of a kustomization`] };
    const parsed = parsedManifests(file, content);
    return isHelmTemplate(source.path, source.files, {
      path,
      content,
      isBroken: parsed.findings.length > 0 || parsed.doubledKeys !== undefined,
    })
      ? { ...nothing, skipped: [`${file}, which is a template of a Helm chart`] }
      : parsed;
  } catch (error) {
    return { ...nothing, findings: [{ ...unreadable(file, error, 'make it readable'), file }] };
  }
}
