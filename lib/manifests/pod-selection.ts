import { field, listField, textField, textMapField } from './fields';
import { Manifest } from './manifest';
import { podTemplate } from './pod-template';

/** The objects of a namespace whose pods a label selector (matchLabels and matchExpressions) selects. */
export function selectedBy(
  selector: unknown,
  namespace: string | undefined,
  manifests: readonly Manifest[],
): Manifest[] {
  return manifests.filter((manifest) => {
    const template = podTemplate(manifest);
    if (template === undefined || manifest.metadata.namespace !== namespace) return false;
    const labels = textMapField(template, 'metadata', 'labels');
    return (
      Object.entries(textMapField(selector, 'matchLabels')).every(([key, value]) => labels[key] === value) &&
      listField(selector, 'matchExpressions').every((expression) => isMet(expression, labels))
    );
  });
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
