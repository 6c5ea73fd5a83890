import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { textField } from '../manifests/manifest';
import { remembered } from '../manifests/remembered';
import { folderOf, SourceFiles, yamlValue } from './source-files';

/** A Helm chart. */
export interface Chart {
  readonly file: string;
  readonly name: string;
  /** True if it has no objects, and serves other charts. */
  readonly isLibrary: boolean;
}

// Only Helm has these; `{{ .password }}` may also stand in an ExternalSecret.
const wordsOfHelm = /\{\{-?[^}]*(?:\.(?:Values|Release|Chart|Capabilities)\b|\b(?:include|define|toYaml|tpl)\b)/;

/** Returns the charts of a source by their folders. */
export const charts = remembered((files: SourceFiles): ReadonlyMap<string, Chart> => {
  const found = new Map<string, Chart>();
  for (const [path, text] of files) {
    if (basename(path) !== 'Chart.yaml') continue;
    const value = yamlValue(text);
    const name = textField(value, 'name') ?? 'chart';
    found.set(folderOf(path), { file: path, name, isLibrary: textField(value, 'type') === 'library' });
  }
  return found;
});

/**
 * Tells whether a file is a template that Helm renders, and not yet a manifest: in a chart's folder `templates` every file with an
 * action, elsewhere a file that is not YAML because of its actions.
 */
export function isHelmTemplate(
  source: string,
  files: SourceFiles,
  { path, content, isBroken }: { readonly path: string; readonly content: string; readonly isBroken: boolean },
): boolean {
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
