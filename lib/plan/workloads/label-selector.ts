import { listField, textField, textMapField } from '../../manifests/fields';

/** Tells whether a LabelSelector selects all pods that another one does, as far as their terms tell: its own are among the other's. */
export function isAtLeastAsWide(selector: unknown, other: unknown): boolean {
  const known = new Set(terms(other));
  return terms(selector).every((term) => known.has(term));
}

function terms(selector: unknown): string[] {
  const labels = Object.entries(textMapField(selector, 'matchLabels')).map(([key, value]) => term(key, 'In', [value]));
  const expressions = listField(selector, 'matchExpressions').map((expression) =>
    term(textField(expression, 'key'), textField(expression, 'operator'), listField(expression, 'values')),
  );
  return [...labels, ...expressions];
}

function term(key: string | undefined, operator: string | undefined, values: readonly unknown[]): string {
  return JSON.stringify([key, operator, [...values].sort()]);
}
