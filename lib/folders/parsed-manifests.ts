import { loadAll, YAMLException } from 'js-yaml';
import { Finding } from '../findings/finding';
import { Issue } from '../findings/problem';
import { kubectlSchema } from '../files/kubectl-yaml';
import { canonicalManifest } from '../manifests/canonical-manifest';
import { field, listField, textField } from '../manifests/fields';
import { Manifest, objectName } from '../manifests/manifest';
import { documentReading } from './document-reading';

/** An object and the file that it was read from. */
export interface ReadManifest {
  readonly file: string;
  readonly manifest: Manifest;
}

/** Everything that a file holds. */
export interface ParsedFile {
  readonly manifests: readonly ReadManifest[];
  /** Documents that claim to be manifests and cannot be read as such, as findings. */
  readonly findings: readonly Finding[];
  /** The file, or documents of it, that are no manifests, with the reason: `Chart.yaml, which is no Kubernetes object`. */
  readonly skipped: readonly string[];
}

/** A document of a file, or the reason why it cannot be read. */
type Document = { readonly value: unknown } | { readonly fault: string; readonly isForeign: boolean };

const strayProblem = {
  code: 'invalid-type',
  want: 'must be a Kubernetes object like the others of its file',
  write: 'give it apiVersion, kind and metadata.name, or move it away',
} as const;

/**
 * The objects of a file's YAML or JSON, whoever wrote it: those of all its documents, and of the lists in them. A file without any is
 * no manifest and is skipped; beside objects, a document that is none is a finding, since kubectl refuses the file for it.
 */
export function parsedManifests(file: string, text: string): ParsedFile {
  const documents = documentsOf(file, text).flatMap(listItems);
  const manifests: ReadManifest[] = [];
  const findings: Finding[] = [];
  const foreign: { readonly path: string; readonly value?: unknown }[] = [];
  for (const [index, document] of documents.entries()) {
    const path = documents.length === 1 ? file : `object ${index + 1}`;
    if ('fault' in document) {
      if (document.isForeign) foreign.push({ path });
      else
        findings.push({
          path: file,
          file,
          code: 'cannot-read',
          want: `is not YAML, ${document.fault}`,
          write: 'correct it',
        });
      continue;
    }
    const { manifest, problem } = documentReading(document.value);
    const fault = problem ?? plainProblem(manifest);
    if (fault !== undefined) findings.push({ path, file, ...fault });
    else if (manifest === undefined) foreign.push({ path, value: document.value });
    else manifests.push({ file, manifest });
  }
  if (foreign.length === documents.length && foreign.length > 0) foreign.splice(0, Infinity, { path: file });
  // A program's configuration may be in one file with the objects that it is for.
  const isStray = ({ value }: { readonly value?: unknown }): boolean =>
    manifests.length > 0 && field(value, 'kind') === undefined;
  findings.push(...foreign.filter(isStray).map(({ path }) => ({ path, file, ...strayProblem })));
  const skipped = foreign
    .filter((each) => !isStray(each))
    .map(({ path }) => `${path === file ? file : `${file}, ${path}`}, which is no Kubernetes object`);
  return { manifests, findings, skipped };
}

/** The documents of a text. One that is not YAML does not hide the others, which kubectl reads one by one too. */
function documentsOf(file: string, text: string): Document[] {
  try {
    return valuesOf(text);
  } catch {
    const starts = [...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index);
    return [0, ...starts.filter((start) => start > 0)].flatMap((start, index, all): Document[] => {
      const part = text.slice(start, all[index + 1]);
      try {
        return valuesOf(part);
      } catch (error) {
        const linesBefore = text.slice(0, start).split('\n').length - 1;
        return [{ fault: faultOf(error, linesBefore), isForeign: isForeign(file, part, error) }];
      }
    });
  }
}

function valuesOf(text: string): Document[] {
  return loadAll(text, { schema: kubectlSchema })
    .filter((value) => value !== null && value !== undefined)
    .map((value) => ({ value }));
}

function faultOf(error: unknown, linesBefore: number): string {
  if (!(error instanceof YAMLException)) return String(error);
  return `${error.reason} at line ${linesBefore + (error.mark?.line ?? 0) + 1}`;
}

/** True if a text that cannot be read claims to be no manifest: JSON with comments, or YAML with another program's tags. */
function isForeign(file: string, text: string, error: unknown): boolean {
  if (/\bapiVersion["']?\s*:/.test(text)) return false;
  return file.endsWith('.json') || (error instanceof YAMLException && /^unknown \w+ tag/.test(error.reason));
}

/** The items of a list of objects, which is a List, or one of a kind, such as ConfigMapList; any other document itself. */
function listItems(document: Document): Document[] {
  const value = 'value' in document ? document.value : undefined;
  const isList = textField(value, 'kind')?.endsWith('List') === true && Array.isArray(field(value, 'items'));
  return isList ? listField(value, 'items').map((item) => ({ value: item })) : [document];
}

/** The problem of a value that YAML can write and an object cannot hold, such as `.nan`. */
function plainProblem(manifest: Manifest | undefined): Issue | undefined {
  try {
    if (manifest !== undefined) canonicalManifest(manifest);
    return undefined;
  } catch (error) {
    const at = `${manifest === undefined ? '' : objectName(manifest)}:`;
    return { at, code: 'invalid-value', want: (error as Error).message, write: 'write another value' };
  }
}
