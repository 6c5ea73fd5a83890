import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { Finding } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { KubernetesManifest } from '../manifests/manifest';
import { definitionsIn } from '../manifests/schema/custom-definitions';
import { unreadable } from '../findings/system-reason';
import { appliedTo, inNamespace, refusedIn } from './applied-namespace';
import { committedFiles } from './git-files';
import { folderOf, kustomizations, Kustomizations, kustomizedNamespace } from './kustomization';
import { ParsedFile, parsedManifests, ReadManifest } from './parsed-manifests';
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
  /** Objects of elsewhere that may define the kinds of custom resources, and whether these live in namespaces. @default - none */
  readonly schemas?: readonly KubernetesManifest[];
}

/** A folder, and everything that its files hold. */
export interface ManifestFolder extends ParsedFile {
  /** Its path below the source; empty for the source itself. */
  readonly path: string;
  /** The findings of the objects that kubectl refuses to apply to the namespace. */
  readonly refused?: readonly Finding[];
}

/** The texts of files by their paths from the source, each read when it is needed. */
type SourceFiles = ReadonlyMap<string, () => string>;

// What `kubectl apply -f DIR` reads.
const extensions = ['.yaml', '.yml', '.json'];

// Only Helm has these; `{{ .password }}` may also stand in an ExternalSecret.
const wordsOfHelm = /\{\{-?[^}]*(?:\.(?:Values|Release|Chart|Capabilities)\b|\b(?:include|define|toYaml|tpl)\b)/;

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

function readFolders(
  path: string,
  { recursive = false, isChosen = () => true, schemas = [] }: FolderOptions,
): ManifestFolder[] {
  const files = sourceFiles(path, recursive);
  const source = { path, files, isChosen, kustomizations: kustomizations(files) };
  const read = [...files]
    .filter(([file]) => isRead(file, recursive))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => ({ folder: folderOf(file), ...readFile(source, file, text) }));
  return [...new Set(read.map(({ folder }) => folder))].map((folder) => {
    const here = read.filter((each) => each.folder === folder);
    const manifests = here.flatMap((each) => each.manifests);
    const namespace = kustomizedNamespace(folder, source.kustomizations);
    const definitions = definitionsIn([...schemas, ...manifestsOf(manifests)]);
    return {
      path: folder,
      manifests: namespace === undefined ? manifests : inNamespace(manifests, namespace, definitions),
      findings: here.flatMap(({ findings }) => findings),
      skipped: here.flatMap(({ skipped }) => skipped),
    };
  });
}

function applied(folder: ManifestFolder, { namespace, schemas = [] }: FolderOptions): ManifestFolder {
  if (namespace === undefined) return folder;
  const { manifests } = folder;
  const definitions = definitionsIn([...schemas, ...manifestsOf(manifests)]);
  return {
    ...folder,
    manifests: appliedTo(manifests, namespace, definitions),
    refused: refusedIn(manifests, namespace, definitions),
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

/** Returns a line for each file that a command skips; empty if it skips none. */
export function skippedText(folders: readonly ManifestFolder[]): string {
  return folders.flatMap(({ skipped }) => skipped.map((each) => `skipped ${each}\n`)).join('');
}

function broken(finding: Finding): ManifestFolder {
  return { path: '', manifests: [], findings: [finding], skipped: [] };
}

function empty(path: string, recursive: boolean): Finding {
  const below = recursive ? '' : ', or --recursive for the folders below it';
  const write = `write a folder with YAML or JSON files of them${below}`;
  return { path, code: 'cannot-read', want: 'holds no Kubernetes objects', write };
}

/** Returns the manifests without their files. */
export function manifestsOf(read: readonly ReadManifest[] = []): KubernetesManifest[] {
  return read.map(({ manifest }) => manifest);
}

function sourceFiles(source: string, recursive: boolean): SourceFiles {
  const committed = committedFiles(source);
  if (committed !== undefined) return new Map([...committed].map(([path, text]) => [path, () => text]));
  try {
    const paths = statSync(source).isFile() ? [''] : filesBelow(source, '', recursive);
    return new Map(paths.map((path) => [path, () => readFileSync(join(source, path), 'utf8')]));
  } catch (error) {
    throw new FindingsError([unreadable(source, error, 'write a folder, a file, or COMMIT:PATH such as HEAD:dist')]);
  }
}

function filesBelow(root: string, folder: string, recursive: boolean): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return recursive && !isLeftOut(entry.name) ? filesBelow(root, path, recursive) : [];
  });
}

function isLeftOut(folderName: string): boolean {
  return folderName.startsWith('.') || folderName === 'node_modules';
}

function isRead(path: string, recursive: boolean): boolean {
  const folders = folderOf(path).split('/');
  // One file is read whatever it is called.
  if (path !== '' && !extensions.includes(extname(path))) return false;
  return (recursive || folderOf(path) === '') && !folders.some(isLeftOut);
}

function readFile(source: Source, path: string, text: () => string): ParsedFile {
  const file = join(source.path, path);
  const nothing = { manifests: [], findings: [], skipped: [] };
  try {
    const content = text();
    if (!source.isChosen(path, content)) return nothing;
    if (isPatch(path, source.kustomizations))
      return { ...nothing, skipped: [`${file}, which is a patch of a kustomization`] };
    const parsed = parsedManifests(file, content);
    return isHelmTemplate(source, path, content, parsed.findings.length > 0)
      ? { ...nothing, skipped: [`${file}, which is a template of a Helm chart`] }
      : parsed;
  } catch (error) {
    return { ...nothing, findings: [{ ...unreadable(file, error, 'make it readable'), file }] };
  }
}

/** A patch has the fields alone that it changes. */
function isPatch(path: string, all: Kustomizations): boolean {
  return [...all.values()].some(({ patches }) => patches.includes(path));
}

/**
 * Tells whether a file is a template that Helm renders, and not yet a manifest: in a chart's folder `templates` every file with an
 * action, elsewhere a file that is not YAML because of its actions.
 */
function isHelmTemplate({ path: source, files }: Source, path: string, content: string, isBroken: boolean): boolean {
  if (!content.includes('{{')) return false;
  const root = resolve(source);
  const isChart = (folder: string): boolean =>
    existsSync(join(folder, 'Chart.yaml')) || files.has(join(relative(root, folder), 'Chart.yaml'));
  const folders = enclosing(join(root, path));
  if (folders.some((folder) => basename(folder) === 'templates' && isChart(dirname(folder)))) return true;
  return isBroken && (folders.some(isChart) || wordsOfHelm.test(content));
}

function enclosing(file: string): string[] {
  const folder = dirname(file);
  return folder === file ? [] : [folder, ...enclosing(folder)];
}
