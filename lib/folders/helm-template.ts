import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

/** A file that may be a template of a Helm chart. */
export interface TemplateCandidate {
  /** The folder or the commit's folder that is read. */
  readonly source: string;
  /** The file's path below it. */
  readonly path: string;
  readonly content: string;
  /** True if the file cannot be read as manifests. */
  readonly isBroken: boolean;
  /** The other files of the source, by path. */
  readonly files: { readonly has: (path: string) => boolean };
}

// Only Helm has these; `{{ .password }}` may also stand in an ExternalSecret.
const wordsOfHelm = /\{\{-?[^}]*(?:\.(?:Values|Release|Chart|Capabilities)\b|\b(?:include|define|toYaml|tpl)\b)/;

/**
 * Tells whether a file is a template that Helm renders, and not yet a manifest: in a chart's folder `templates` every file with an
 * action, elsewhere a file that is not YAML because of its actions.
 */
export function isHelmTemplate({ source, path, content, isBroken, files }: TemplateCandidate): boolean {
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
