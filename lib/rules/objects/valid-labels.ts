import { Problem, quoted } from '../../findings/problem';
import { nearName } from '../../findings/near-name';
import { labelKeyProblem, labelValueProblem } from '../../kubernetes/names';
import { isBuiltIn } from '../../manifests/kinds';
import { field, KubernetesManifest, Path, placedItems, textMapField } from '../../manifests/manifest';
import { podTemplatePath } from '../../manifests/pod-template';
import { pathOf, schemaReading } from '../../manifests/schema/schema-reading';
import { Rule, RuleFault } from '../rule';

type TextCheck = (text: unknown) => Problem | undefined;

const podSecurityLevels = ['privileged', 'baseline', 'restricted'];
const ownFinalizers = ['orphan', 'foregroundDeletion', 'kubernetes'];
const mostAnnotationBytes = 256 * 1024;

/** See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const validLabels: Rule = {
  id: 'valid-labels',
  summary: 'Labels and annotations of objects and of their pods are valid',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(object) {
    for (const { place, type, value } of schemaReading(object).objects)
      if (type === 'ObjectMeta') yield* metadataFaults(value, pathOf(place));
    if (isBuiltIn(object)) {
      yield* finalizerFaults(object);
      if (object.kind === 'Namespace') yield* podSecurityFaults(object);
      return;
    }
    // Of a custom resource the schema has the metadata alone.
    const template = podTemplatePath(object) ?? [];
    if (template.length > 0) yield* metadataFaults(field(object, ...template, 'metadata'), [...template, 'metadata']);
  },
};

/** Finds finalizers without a domain. Those of custom resources may have none. */
function* finalizerFaults(object: KubernetesManifest): Generator<RuleFault> {
  for (const { path, value } of placedItems({ path: [], value: object }, 'metadata', 'finalizers')) {
    if (value !== null && typeof value !== 'string') continue;
    const name = value ?? '';
    const problem = labelKeyProblem(name);
    if (problem !== undefined) yield { path, ...problem };
    else if (!name.includes('/') && !ownFinalizers.includes(name))
      yield { path, want: 'must have a domain', got: quoted(name), write: `write ${quoted(`example.com/${name}`)}` };
  }
}

/** Finds labels of a namespace that name no standard of Pod Security, or no version of one. */
function* podSecurityFaults(object: KubernetesManifest): Generator<RuleFault> {
  for (const mode of ['enforce', 'audit', 'warn']) {
    const level = podSecurityLabel(object, mode);
    if (level !== undefined && !podSecurityLevels.includes(level.value))
      yield {
        path: level.path,
        want: `must be ${podSecurityLevels.join(' or ')}`,
        got: quoted(level.value),
        write: `write ${nearName(level.value, podSecurityLevels) ?? 'baseline'}`,
      };
    const version = podSecurityLabel(object, `${mode}-version`);
    if (version !== undefined && !/^(?:latest|v1\.(?:0|[1-9]\d*))$/.test(version.value))
      yield {
        path: version.path,
        want: 'must be a minor version of Kubernetes',
        got: quoted(version.value),
        write: 'write latest, or one such as v1.30',
      };
  }
}

/** Returns a label of Pod Security and its place, of which null is an empty string; undefined without it, and if it is no string. */
function podSecurityLabel({ metadata }: KubernetesManifest, name: string): { value: string; path: Path } | undefined {
  const key = `pod-security.kubernetes.io/${name}`;
  const given: unknown = metadata.labels?.[key];
  const value = given === null ? '' : given;
  return typeof value === 'string' ? { value, path: ['metadata', 'labels', key] } : undefined;
}

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
