import { field, listField, textField, textMapField } from './fields';
import { Manifest } from './manifest';
import { podTemplate } from './pod-template';

/** The objects that make pods, under their namespace, and under it and each of the pods' labels. */
type PodIndex = ReadonlyMap<string, readonly Manifest[]>;

const indexes = new WeakMap<readonly Manifest[], PodIndex>();

/** The objects of a namespace whose pods a label selector (matchLabels and matchExpressions) selects. */
export function selectedBy(
  selector: unknown,
  namespace: string | undefined,
  manifests: readonly Manifest[],
): Manifest[] {
  const wanted = Object.entries(textMapField(selector, 'matchLabels'));
  const expressions = listField(selector, 'matchExpressions');
  // One of the labels leaves few to compare.
  const candidates = podIndex(manifests).get(place(namespace, wanted[0])) ?? [];
  return candidates.filter((manifest) => {
    const labels = textMapField(podTemplate(manifest), 'metadata', 'labels');
    return (
      wanted.every(([key, value]) => labels[key] === value) &&
      expressions.every((expression) => isMet(expression, labels))
    );
  });
}

function podIndex(manifests: readonly Manifest[]): PodIndex {
  const known = indexes.get(manifests);
  if (known !== undefined) return known;
  const index = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const template = podTemplate(manifest);
    if (template === undefined) continue;
    const labels = Object.entries(textMapField(template, 'metadata', 'labels'));
    for (const label of [undefined, ...labels]) {
      const key = place(manifest.metadata.namespace, label);
      const others = index.get(key);
      if (others === undefined) index.set(key, [manifest]);
      else others.push(manifest);
    }
  }
  indexes.set(manifests, index);
  return index;
}

function place(namespace: string | undefined, label: readonly [string, string] | undefined): string {
  return `${namespace ?? ''} ${label === undefined ? '' : label.join('=')}`;
}

function isMet(expression: unknown, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[textField(expression, 'key') ?? ''];
  const values = listField(expression, 'values');
  switch (field(expression, 'operator')) {
    case 'In':
      return values.includes(value);
    case 'NotIn':
      return !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
