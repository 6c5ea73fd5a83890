import { loadAll, YAMLException } from 'js-yaml';
import { Finding } from '../findings/finding';
import { Issue, quoted } from '../findings/problem';
import { kubectlSchema } from '../files/kubectl-yaml';
import { canonicalManifest } from '../manifests/canonical-manifest';
import { isNamespaced } from '../manifests/kinds';
import { field, groupOf, listField, KubernetesManifest, objectName, Path, textField } from '../manifests/manifest';
import { isMap } from '../props/map';
import { indentedText } from '../files/indented-text';
import { DoubledKey, SourceLines } from './source-lines';

/** An object and the file that it was read from. */
export interface ReadManifest {
  readonly file: string;
  readonly manifest: KubernetesManifest;
  /** Returns the line, from 1, of the value at a path, or of the deepest part of the path that exists; undefined for an object that a program rendered. */
  readonly lineOf: (path: Path) => number | undefined;
}

/** Everything that a file holds. */
export interface ParsedFile {
  readonly manifests: readonly ReadManifest[];
  /** The findings of documents that claim to be manifests and cannot be read as such. */
  readonly findings: readonly Finding[];
  /** The findings of keys that a mapping has again. The objects are read: of one key's values kubectl takes the last. @default - none */
  readonly doubledKeys?: readonly Finding[];
  /** The file, or its documents, that are not manifests, with the reason: `Chart.yaml, which is no Kubernetes object`. */
  readonly skipped: readonly string[];
}

/** A document of a file, or the reason why it cannot be read. */
type Document =
  | (Pick<ReadManifest, 'lineOf'> & { readonly value: unknown; readonly doubledKeys?: readonly DoubledKey[] })
  | { readonly fault: string; readonly isForeign: boolean };

// Configuration of programs, which is written like an object and which no API server takes.
const configurationGroups = new Set([
  ...[
    'apiserver.k8s.io',
    'audit.k8s.io',
    'backstage.io',
    'builtin',
    'client.authentication.k8s.io',
    'eksctl.io',
    'k3d.io',
  ],
  ...['kind.x-k8s.io', 'kpt.dev', 'kubeadm.k8s.io', 'score.dev', 'skaffold'],
]);

const strayProblem = {
  code: 'invalid-type',
  want: 'must be a Kubernetes object like the others of its file',
  write: 'give it apiVersion, kind and metadata.name, or move it away',
} as const;

/**
 * Returns the objects of all documents of a file in YAML or JSON, and of the lists in them. A file without objects is skipped. Beside
 * objects, any other document is a finding, since kubectl refuses the file for it.
 */
export function parsedManifests(file: string, text: string): ParsedFile {
  const whole = documentsOf(file, text);
  const documents = whole.flatMap(listItems);
  const manifests: ReadManifest[] = [];
  const findings: Finding[] = [];
  const foreign: { readonly path: string; readonly value?: unknown }[] = [];
  for (const [index, document] of documents.entries()) {
    const path = documents.length === 1 ? file : `object ${index + 1}`;
    if ('fault' in document) {
      if (document.isForeign) foreign.push({ path });
      else {
        const want = `is not YAML, ${document.fault}`;
        findings.push({ path: file, file, code: 'cannot-read', want, write: 'correct it' });
      }
      continue;
    }
    const { manifest, problem } = documentReading(document.value);
    const fault = problem ?? plainProblem(manifest);
    if (fault !== undefined) findings.push({ path, file, ...fault });
    else if (manifest === undefined) foreign.push({ path, value: document.value });
    else manifests.push({ file, manifest, lineOf: document.lineOf });
  }
  if (foreign.length === documents.length && foreign.length > 0) foreign.splice(0, Infinity, { path: file });
  // A program's configuration may be in one file with the objects that it is for.
  const isStray = ({ value }: { readonly value?: unknown }): boolean =>
    manifests.length > 0 && field(value, 'kind') === undefined;
  findings.push(...foreign.filter(isStray).map(({ path }) => ({ path, file, ...strayProblem })));
  const skipped = foreign
    .filter((each) => !isStray(each))
    .map(({ path }) => `${path === file ? file : `${file}, ${path}`}, which is no Kubernetes object`);
  const doubledKeys = whole.flatMap((document) => doubledKeyFindings(file, document));
  return { manifests, findings, ...(doubledKeys.length > 0 && { doubledKeys }), skipped };
}

/** Returns the documents of a text. One that is not YAML does not hide the others, which kubectl reads one by one too. */
function documentsOf(file: string, text: string): Document[] {
  try {
    return valuesOf(text);
  } catch {
    const starts = [...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index);
    return [0, ...starts.filter((start) => start > 0)].flatMap((start, index, all): Document[] => {
      const part = text.slice(start, all[index + 1]);
      const linesBefore = text.slice(0, start).split('\n').length - 1;
      try {
        return valuesOf(part, linesBefore);
      } catch (error) {
        return [{ fault: yamlFault(error, linesBefore), isForeign: isForeign(file, part, error) }];
      }
    });
  }
}

function valuesOf(text: string, linesBefore = 0): Document[] {
  const { value: loaded, text: readText } = indentedText(text, loadedValues);
  const lines = new SourceLines(readText, linesBefore);
  return loaded.values
    .map((value, document) => ({
      value,
      lineOf: (path: Path) => lines.lineOf(document, path),
      doubledKeys: loaded.hasDoubledKeys ? lines.doubledKeys(document) : [],
    }))
    .filter(({ value }) => value !== null && value !== undefined);
}

/** Returns the values of a text, in which a mapping may have a key again. */
function loadedValues(text: string): { readonly values: unknown[]; readonly hasDoubledKeys: boolean } {
  try {
    return { values: loadAll(text, { schema: kubectlSchema }), hasDoubledKeys: false };
  } catch (error) {
    if (!(error instanceof YAMLException) || error.reason !== 'duplicated mapping key') throw error;
    return { values: loadAll(text, { schema: kubectlSchema, json: true }), hasDoubledKeys: true };
  }
}

/** Returns the findings of keys that a document has again. A document that is no object is not applied. */
function doubledKeyFindings(file: string, document: Document): Finding[] {
  if ('fault' in document || textField(document.value, 'kind') === undefined) return [];
  return (document.doubledKeys ?? []).map(({ name, line }) => ({
    path: file,
    file,
    line,
    code: 'not-unique',
    want: `has the key ${quoted(name)} again at line ${line}`,
    write: 'leave one out: kubectl takes the last, and kustomize refuses the file',
  }));
}

/** Returns the reason why a text is not YAML, in one line, with the number of its line. */
export function yamlFault(error: unknown, linesBefore = 0): string {
  if (!(error instanceof YAMLException)) return String(error);
  return `${error.reason} at line ${linesBefore + (error.mark?.line ?? 0) + 1}`;
}

/** Tells whether a text that cannot be read is not meant as a manifest: JSON with comments, or YAML with another program's tags. */
function isForeign(file: string, text: string, error: unknown): boolean {
  if (/\bapiVersion["']?\s*:/.test(text)) return false;
  return file.endsWith('.json') || (error instanceof YAMLException && /^unknown \w+ tag/.test(error.reason));
}

/** Returns the items of a List, or of a list of one kind such as ConfigMapList, which they need not state; any other document itself. */
function listItems(document: Document): Document[] {
  if ('fault' in document) return [document];
  const { value, lineOf } = document;
  const isList = textField(value, 'kind')?.endsWith('List') === true && Array.isArray(field(value, 'items'));
  if (!isList) return [document];
  const kind = (textField(value, 'kind') ?? '').slice(0, -'List'.length);
  const stated = kind === '' ? {} : { apiVersion: field(value, 'apiVersion'), kind };
  return listField(value, 'items').flatMap((item, index) =>
    listItems({
      value: isMap(item) ? { ...stated, ...item } : item,
      lineOf: (path: Path) => lineOf(['items', index, ...path]),
    }),
  );
}

/** Returns the problem of a value that YAML can write and an object cannot hold, such as `.nan`. */
function plainProblem(manifest: KubernetesManifest | undefined): Issue | undefined {
  try {
    if (manifest !== undefined) canonicalManifest(manifest);
    return undefined;
  } catch (error) {
    const at = `${manifest === undefined ? '' : objectName(manifest)}:`;
    return { at, code: 'invalid-value', want: (error as Error).message, write: 'write another value' };
  }
}

/**
 * Returns a document as a Kubernetes object, or its problem if it claims to be one; neither for any other document. It claims to be one if it has two of apiVersion, kind and metadata.
 * `metadata.generateName` is a name too, and is completed to `name-*`. An empty `metadata.namespace` is left out, as kubectl does.
 */
function documentReading(document: unknown): { readonly manifest?: KubernetesManifest; readonly problem?: Issue } {
  const [apiVersion, kind, metadata] = ['apiVersion', 'kind', 'metadata'].map((key) => field(document, key));
  const claims = [apiVersion, kind, metadata].filter((part) => part !== undefined && part !== null);
  if (claims.length < 2 || isConfiguration(apiVersion, kind, metadata)) return {};
  const [name, generateName, namespace] = ['name', 'generateName', 'namespace'].map((key) => given(metadata, key));
  const problem =
    stringProblem('apiVersion', apiVersion) ??
    stringProblem('kind', kind) ??
    stringProblem('metadata.name', name ?? generateName) ??
    (namespace === undefined ? undefined : stringProblem('metadata.namespace', namespace));
  if (problem !== undefined) return { problem };
  const completed = { ...(metadata as KubernetesManifest['metadata']) } as Record<string, unknown>;
  if (name === undefined) completed['name'] = `${generateName as string}*`;
  if (namespace === undefined) delete completed['namespace'];
  return {
    manifest: { ...(document as KubernetesManifest), metadata: completed as unknown as KubernetesManifest['metadata'] },
  };
}

/** Returns a field of the metadata; undefined if it is empty, which kubectl takes for unset. */
function given(metadata: unknown, key: string): unknown {
  const value = field(metadata, key);
  return value === null || value === '' ? undefined : value;
}

function stringProblem(at: string, value: unknown): Issue | undefined {
  if (typeof value === 'string') return undefined;
  // What YAML reads as true may be written on or y.
  const meant = typeof value === 'number' ? quoted(String(value)) : 'it in quotes';
  const write = ['number', 'boolean'].includes(typeof value) ? `write ${meant}` : 'write one, or move the file away';
  const got = value === undefined || value === null ? 'none' : quoted(value);
  return { at, code: 'invalid-type', want: 'must be a string', got, write };
}

function isConfiguration(apiVersion: unknown, kind: unknown, metadata: unknown): boolean {
  if (field(metadata, 'annotations', 'config.kubernetes.io/local-config') === 'true') return true;
  if (typeof apiVersion !== 'string') return false;
  // A program's own, such as that of a plugin: no object of a cluster is without metadata.
  const isForeign = typeof kind === 'string' && isNamespaced({ apiVersion, kind }) === undefined;
  if ((metadata === undefined || metadata === null) && isForeign) return true;
  // A kubeconfig is `v1` too.
  if (apiVersion === 'v1' && kind === 'Config') return true;
  const group = groupOf({ apiVersion });
  return configurationGroups.has(group) || group.endsWith('.config.k8s.io');
}
