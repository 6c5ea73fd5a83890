import { field, listField, textField, textMapField } from '../../manifests/fields';

/** A label selector as kubectl writes it: `app=web,track notin (canary)`; empty for one that selects everything. */
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
