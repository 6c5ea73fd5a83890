import { Problem } from '../../findings/problem';
import { labelKeyProblem, labelValueProblem } from '../../kubernetes/names';
import { field, Path, textMapField } from '../../manifests/manifest';
import { podTemplatePath } from '../../manifests/pod-template';
import { Rule, RuleFault } from '../rule';

type TextCheck = (text: unknown) => Problem | undefined;

const mostAnnotationBytes = 256 * 1024;

/** See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const validLabels: Rule = {
  id: 'valid-labels',
  summary: 'Labels and annotations of objects and of their pods are valid',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(object) {
    yield* metadataFaults(object.metadata, ['metadata']);
    const template = podTemplatePath(object) ?? [];
    if (template.length > 0) yield* metadataFaults(field(object, ...template, 'metadata'), [...template, 'metadata']);
  },
};

function* metadataFaults(metadata: unknown, path: Path): Generator<RuleFault> {
  for (const [key, value] of entries(metadata, 'labels')) {
    // A value that is no string is for valid-fields to say.
    const problem = checkKey(key) ?? (typeof value === 'string' ? checkValue(value) : undefined);
    if (problem !== undefined) yield { path: [...path, 'labels', key], ...problem };
  }
  let bytes = 0;
  for (const [key, value] of entries(metadata, 'annotations')) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(String(value));
    const problem = checkKey(key.toLowerCase());
    if (problem !== undefined) yield { path: [...path, 'annotations', key], ...problem };
  }
  if (bytes > mostAnnotationBytes)
    yield {
      path: [...path, 'annotations'],
      want: 'must have at most 256 KiB together',
      got: `${bytes} bytes`,
      write: 'write less',
    };
}

/** Returns the labels or annotations of metadata, without null values, which the API server does not store. */
function entries(metadata: unknown, part: 'labels' | 'annotations'): [string, unknown][] {
  return Object.entries(textMapField(metadata, part) as Record<string, unknown>).filter(([, value]) => value !== null);
}

const checkKey = rememberingGood(labelKeyProblem);
const checkValue = rememberingGood(labelValueProblem);

// The same few labels are on most objects.
function rememberingGood(check: TextCheck): TextCheck {
  const good = new Set<unknown>();
  return (text) => {
    if (good.has(text)) return undefined;
    const problem = check(text);
    if (problem === undefined) good.add(text);
    return problem;
  };
}
