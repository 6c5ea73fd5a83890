import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { settingsFile } from '../checks/check-settings';
import { Finding } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { KubernetesManifest } from '../manifests/manifest';
import { unreadable } from '../findings/system-reason';
import { committedFiles } from './git-files';
import { ParsedFile, parsedManifests, ReadManifest } from './parsed-manifests';

/** True if a file of a folder counts, by path and text. */
export type FileChoice = (path: string, text: string) => boolean;

/** The files of a source that count. */
export interface FolderOptions {
  /** Reads the folders below too, each by itself. @default false */
  readonly recursive?: boolean;
  /** Chooses files by their path and text. @default - every file counts */
  readonly isChosen?: FileChoice;
}

/** A folder, and everything that its files hold. */
export interface ManifestFolder extends ParsedFile {
  /** Its path below the source; empty for the source itself. */
  readonly path: string;
}

/** The texts of files by their paths from the source, each read when it is needed. */
type SourceFiles = ReadonlyMap<string, () => string>;

// What `kubectl apply -f DIR` reads.
const extensions = ['.yaml', '.yml', '.json'];

// Only Helm has these; `{{ .password }}` may also stand in an ExternalSecret.
const wordsOfHelm = /\{\{-?[^}]*(?:\.(?:Values|Release|Chart|Capabilities)\b|\b(?:include|define|toYaml|tpl)\b)/;

/**
 * Returns the folders of a source that hold files of manifests, in the order of their paths. The source is a folder, one file, or
 * `COMMIT:PATH` for either of a git commit. Hidden folders and node_modules are left out.
 * @throws FindingsError if the source cannot be read. A file that cannot be read is a finding of its folder
 */
export function folderManifests(source: string, options: FolderOptions = {}): ManifestFolder[] {
  const { recursive = false, isChosen = () => true } = options;
  const files = sourceFiles(source, recursive);
  const read = [...files]
    .filter(([path]) => isRead(path, recursive))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({ folder: folderOf(path), ...readFile(source, path, text, { files, isChosen }) }));
  return [...new Set(read.map(({ folder }) => folder))].map((path) => {
    const here = read.filter(({ folder }) => folder === path);
    return {
      path,
      manifests: here.flatMap(({ manifests }) => manifests),
      findings: here.flatMap(({ findings }) => findings),
      skipped: here.flatMap(({ skipped }) => skipped),
    };
  });
}

/**
 * Returns the folders of the sources that a command is given. A source that cannot be read, or that holds no objects, is a finding beside
 * those of the others.
 */
export function givenFolders(sources: readonly string[], recursive: boolean): ManifestFolder[] {
  return sources.flatMap((source) => {
    try {
      const folders = folderManifests(source, { recursive });
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
  if (path !== '' && (!extensions.includes(extname(path)) || basename(path) === settingsFile)) return false;
  return (recursive || folderOf(path) === '') && !folders.some(isLeftOut);
}

function folderOf(path: string): string {
  return path === '' || dirname(path) === '.' ? '' : dirname(path);
}

function readFile(
  source: string,
  path: string,
  text: () => string,
  { files, isChosen }: { readonly files: SourceFiles; readonly isChosen: FileChoice },
): ParsedFile {
  // `HEAD:` is the folder in which the command runs.
  const file = source.endsWith(':') ? `${source}${path}` : join(source, path);
  const nothing = { manifests: [], findings: [], skipped: [] };
  try {
    const content = text();
    if (!isChosen(path, content)) return nothing;
    const parsed = parsedManifests(file, content);
    return isHelmTemplate(source, path, content, parsed.findings.length > 0, files)
      ? { ...nothing, skipped: [`${file}, which is a template of a Helm chart`] }
      : parsed;
  } catch (error) {
    return { ...nothing, findings: [{ ...unreadable(file, error, 'make it readable'), file }] };
  }
}

/**
 * Tells whether a file is a template that Helm renders, and not yet a manifest: in a chart's folder `templates` every file with an
 * action, elsewhere a file that is not YAML because of its actions.
 */
function isHelmTemplate(source: string, path: string, content: string, isBroken: boolean, files: SourceFiles): boolean {
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
