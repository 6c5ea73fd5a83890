import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { CORE_SCHEMA, loadAll, mergeTag, YAMLException } from 'js-yaml';
import { field, listField, textField } from '../manifests/fields';
import { FindingsError } from '../manifests/findings-error';
import { Manifest } from '../manifests/manifest';

/** An object and the file that it was read from. */
export interface ReadManifest {
  readonly file: string;
  readonly manifest: Manifest;
}

// The files that `kubectl apply -f DIR` reads: those of the directory itself, not of the ones below it.
const extensions = ['.yaml', '.yml', '.json'];
const schema = CORE_SCHEMA.withTags(mergeTag);

/**
 * The objects of a directory, in the order in which kubectl reads them.
 * @throws FindingsError if the directory cannot be read, has no object in it, or a file holds something else
 */
export function readManifests(directory: string): readonly ReadManifest[] {
  const findings: string[] = [];
  const manifests = filesOf(directory).flatMap((file) => readFile(file, findings));
  if (findings.length > 0) throw new FindingsError(findings);
  if (manifests.length > 0) return manifests;
  throw new FindingsError([`[${directory}] holds no Kubernetes objects; render them first, with npm run synth`]);
}

function filesOf(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && extensions.includes(extname(entry.name)))
      .map((entry) => join(directory, entry.name))
      .sort((a, b) => (a < b ? -1 : 1));
  } catch (error) {
    throw new FindingsError([
      `[${directory}] cannot be read as a directory, ${systemCode(error)}; render it first, with npm run synth`,
    ]);
  }
}

function readFile(file: string, findings: string[]): ReadManifest[] {
  let documents: unknown[];
  try {
    documents = loadAll(readFileSync(file, 'utf8'), { schema });
  } catch (error) {
    findings.push(
      error instanceof YAMLException
        ? `[${file}] is not YAML, ${error.reason} at line ${(error.mark?.line ?? 0) + 1}; render it again`
        : `[${file}] cannot be read, ${systemCode(error)}; make it readable`,
    );
    return [];
  }
  return documents
    .filter((document) => document !== null && document !== undefined)
    .flatMap((document) => (textField(document, 'kind') === 'List' ? listField(document, 'items') : [document]))
    .flatMap((document, index) => {
      if (isManifest(document)) return [{ file, manifest: document }];
      findings.push(
        `[${file}] holds something else than a Kubernetes object, object ${index + 1}; give it apiVersion, kind and metadata.name, ` +
          'or move the file away',
      );
      return [];
    });
}

function isManifest(document: unknown): document is Manifest {
  const name = field(document, 'metadata', 'name');
  return (
    [textField(document, 'apiVersion'), textField(document, 'kind'), name].every((text) => typeof text === 'string') &&
    ['string', 'undefined'].includes(typeof field(document, 'metadata', 'namespace'))
  );
}

function systemCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
