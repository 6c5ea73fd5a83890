import { Fault, Problem, within } from '../../findings/problem';
import { quoted } from '../../findings/findings';
import { labelKeyProblem, labelValueProblem } from '../../kubernetes/names';
import { field, textMapField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { Rule } from '../rule';

type TextCheck = (text: unknown) => Problem | undefined;

const mostAnnotationBytes = 256 * 1024;

/**
 * The API server refuses other labels and annotations, but only when they are applied.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const validLabels: Rule = {
  id: 'valid-labels',
  summary: 'Labels and annotations of objects and of their pods are valid',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(manifests) {
    const checkKey = remembering(labelKeyProblem);
    const checkValue = remembering(labelValueProblem);
    for (const object of manifests) {
      for (const fault of metadataFaults(object, checkKey, checkValue)) yield { object, ...fault };
    }
  },
};

function* metadataFaults(object: Manifest, checkKey: TextCheck, checkValue: TextCheck): Generator<Fault> {
  const template = podTemplate(object);
  const pods = template === object ? undefined : field(template, 'metadata');
  for (const [whose, metadata] of [
    ['', object.metadata],
    ['pod ', pods],
  ] as const) {
    for (const [key, value] of entries(metadata, 'labels')) {
      // A value that is no string is for valid-fields to say.
      const problem = checkKey(key) ?? (typeof value === 'string' ? checkValue(value) : undefined);
      if (problem !== undefined) yield within(`${whose}label ${quoted(key)}`, problem);
    }
    let bytes = 0;
    for (const [key, value] of entries(metadata, 'annotations')) {
      bytes += Buffer.byteLength(key) + Buffer.byteLength(String(value));
      const problem = checkKey(key.toLowerCase());
      if (problem !== undefined) yield within(`${whose}annotation ${quoted(key)}`, problem);
    }
    if (bytes > mostAnnotationBytes)
      yield {
        at: `${whose}annotations`,
        want: 'must have at most 256 KiB together',
        got: `${bytes} bytes`,
        write: 'write less',
      };
  }
}

/** Returns the labels or annotations of metadata, without null values, which the API server does not store. */
function entries(metadata: unknown, part: 'labels' | 'annotations'): [string, unknown][] {
  return Object.entries(textMapField(metadata, part) as Record<string, unknown>).filter(([, value]) => value !== null);
}

// The same few labels are on most objects.
function remembering(check: TextCheck): TextCheck {
  const good = new Set<unknown>();
  return (text) => {
    if (good.has(text)) return undefined;
    const problem = check(text);
    if (problem === undefined) good.add(text);
    return problem;
  };
}
