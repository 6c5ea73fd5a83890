import { loadAll, YAMLException } from 'js-yaml';
import { field, listField, textField } from '../manifests/fields';
import { Manifest } from '../manifests/manifest';
import { kubectlSchema } from './kubectl-yaml';

/** An object and the file that it was read from. */
export interface ReadManifest {
  readonly file: string;
  readonly manifest: Manifest;
}

/**
 * The objects of a file's YAML or JSON, whoever wrote it: those of all its documents, and of the lists in them. What is wrong with it
 * is added to the findings.
 */
export function parsedManifests(file: string, text: string, findings: string[]): ReadManifest[] {
  let documents: unknown[];
  try {
    documents = loadAll(text, { schema: kubectlSchema });
  } catch (error) {
    const reason = error instanceof YAMLException ? `${error.reason} at line ${(error.mark?.line ?? 0) + 1}` : error;
    findings.push(`[${file}] is not YAML, ${String(reason)}; render it again`);
    return [];
  }
  return documents
    .filter((document) => document !== null && document !== undefined)
    .flatMap((document) => (isList(document) ? listField(document, 'items') : [document]))
    .flatMap((document, index) => {
      if (isManifest(document)) return [{ file, manifest: document }];
      findings.push(
        `[${file}] holds something else than a Kubernetes object, object ${index + 1}; give it apiVersion, kind and metadata.name, ` +
          'or move the file away',
      );
      return [];
    });
}

/** Whether a document is a list of objects: a List, or one of a kind, such as ConfigMapList. */
function isList(document: unknown): boolean {
  return textField(document, 'kind')?.endsWith('List') === true && Array.isArray(field(document, 'items'));
}

function isManifest(document: unknown): document is Manifest {
  const name = field(document, 'metadata', 'name');
  return (
    [textField(document, 'apiVersion'), textField(document, 'kind'), name].every((text) => typeof text === 'string') &&
    ['string', 'undefined'].includes(typeof field(document, 'metadata', 'namespace'))
  );
}
