import { field, listField, KubernetesManifest, textField, textMapField } from './manifest';
import { podTemplate } from './pod-template';

type Labels = Readonly<Record<string, string>>;

/** The knowledge of the labels of some pods. */
interface Known {
  readonly has: (key: string) => boolean;
  readonly canBe: (key: string, value: unknown) => boolean;
  readonly isAlwaysOneOf: (key: string, values: readonly unknown[]) => boolean;
}

/** True if labels have what a label selector (matchLabels and matchExpressions) asks for. */
export function selects(selector: unknown, labels: Labels): boolean {
  return isMet(selector, {
    has: (key) => labels[key] !== undefined,
    canBe: (key, value) => labels[key] === value,
    isAlwaysOneOf: (key, values) => values.includes(labels[key]),
  });
}

/** True if a label selector selects pods that an object makes, by the labels of their template or by those that Kubernetes adds. */
export function selectsPodsOf(selector: unknown, manifest: KubernetesManifest): boolean {
  const labels = textMapField(podTemplate(manifest), 'metadata', 'labels');
  const added = addedLabels(manifest);
  return isMet(selector, {
    has: (key) => labels[key] !== undefined || added.has(key),
    canBe: (key, value) => labels[key] === value || added.get(key)?.(String(value)) === true,
    // The pods of one object differ in these, or nobody knows them before.
    isAlwaysOneOf: (key, values) => !added.has(key) && values.includes(labels[key]),
  });
}

/** True for a label selector that asks for no label by its value. It may have `matchExpressions`. */
export function selectsByNoLabel(selector: unknown): boolean {
  return Object.keys(textMapField(selector, 'matchLabels')).length === 0;
}

function isMet(selector: unknown, known: Known): boolean {
  return (
    Object.entries(textMapField(selector, 'matchLabels')).every(([key, value]) => known.canBe(key, value)) &&
    listField(selector, 'matchExpressions').every((expression) => isExpressionMet(expression, known))
  );
}

function isExpressionMet(expression: unknown, known: Known): boolean {
  const key = textField(expression, 'key') ?? '';
  const values = listField(expression, 'values');
  switch (field(expression, 'operator')) {
    case 'In':
      return values.some((value) => known.canBe(key, value));
    case 'NotIn':
      return !known.isAlwaysOneOf(key, values);
    case 'Exists':
      return known.has(key);
    case 'DoesNotExist':
      return !known.has(key);
    default:
      return false;
  }
}

/**
 * The labels that the controllers of Kubernetes add to pods, each with the values that it can have.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
function addedLabels(manifest: KubernetesManifest): ReadonlyMap<string, (value: string) => boolean> {
  const { name } = manifest.metadata;
  const isAny = (): boolean => true;
  switch (manifest.kind) {
    case 'StatefulSet': {
      const isName = (value: string): boolean =>
        value.startsWith(`${name}-`) && isOrdinal(manifest, value.slice(name.length + 1));
      return new Map([
        ['statefulset.kubernetes.io/pod-name', isName],
        ['apps.kubernetes.io/pod-index', (value) => isOrdinal(manifest, value)],
        ['controller-revision-hash', isAny],
      ]);
    }
    case 'DaemonSet':
      return new Map([
        ['controller-revision-hash', isAny],
        ['pod-template-generation', isAny],
      ]);
    case 'Deployment':
      return new Map([['pod-template-hash', isAny]]);
    case 'Job':
    case 'CronJob': {
      const isJob = (value: string): boolean =>
        manifest.kind === 'Job' ? value === name : value.startsWith(`${name}-`);
      return new Map([
        ['batch.kubernetes.io/job-name', isJob],
        ['job-name', isJob],
        ['batch.kubernetes.io/controller-uid', isAny],
        ['controller-uid', isAny],
        ['batch.kubernetes.io/job-completion-index', (value) => /^\d+$/.test(value)],
      ]);
    }
    default:
      return new Map();
  }
}

const addedKeys = new Set(
  ['StatefulSet', 'DaemonSet', 'Deployment', 'Job'].flatMap((kind) => [
    ...addedLabels({ apiVersion: '', kind, metadata: { name: '' } }).keys(),
  ]),
);

/** True for the key of a label that a controller of Kubernetes adds, so that no template has it. */
export function isAddedLabel(key: string): boolean {
  return addedKeys.has(key);
}

/** True for a label selector that asks for a label that a controller of Kubernetes adds. */
export function asksForAddedLabel(selector: unknown): boolean {
  const asked = listField(selector, 'matchExpressions').map((expression) => textField(expression, 'key') ?? '');
  return [...Object.keys(textMapField(selector, 'matchLabels')), ...asked].some(isAddedLabel);
}

/** True if a StatefulSet has a pod of an ordinal; where an autoscaler has the number of replicas, of any. */
function isOrdinal(set: KubernetesManifest, text: string): boolean {
  const start = Number(field(set, 'spec', 'ordinals', 'start') ?? 0);
  const replicas = field(set, 'spec', 'replicas');
  const ordinal = /^(?:0|[1-9]\d*)$/.test(text) ? Number(text) : NaN;
  return ordinal >= start && (typeof replicas !== 'number' || ordinal < start + replicas);
}

/** Returns a label selector as kubectl writes it: `app=web,track notin (canary)`; empty for one that selects everything. */
export function selectorText(selector: unknown): string {
  return [
    ...Object.entries(textMapField(selector, 'matchLabels')).map(([key, value]) => `${key}=${value}`),
    ...listField(selector, 'matchExpressions').map(expressionText),
  ].join(',');
}

function expressionText(expression: unknown): string {
  const key = textField(expression, 'key') ?? '';
  const values = `(${listField(expression, 'values').join(',')})`;
  switch (field(expression, 'operator')) {
    case 'In':
      return `${key} in ${values}`;
    case 'NotIn':
      return `${key} notin ${values}`;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return key;
  }
}
