import { FieldChange } from './field-changes';

const mostCharacters = 120;

/** What became of a field, in a line: `2 → 3`, `added "info"`, `removed`; of texts of several lines, how many and where they part. */
export function shownChange({ before, after }: FieldChange): string {
  if (before === undefined) return `added ${shownValue(after)}`;
  if (after === undefined) return `removed ${shownValue(before)}`;
  if (typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n'))
    return `${shownValue(before)} → ${shownValue(after)}${before === after ? '' : `, from line ${firstDifference(before, after)} on`}`;
  return `${shownValue(before)} → ${shownValue(after)}`;
}

function shownValue(value: unknown): string {
  if (typeof value === 'string' && value.trimEnd().includes('\n')) return `${value.trimEnd().split('\n').length} lines`;
  const text = value === '(hidden)' ? value : JSON.stringify(value);
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}

function firstDifference(before: string, after: string): number {
  const lines = after.split('\n');
  return before.split('\n').findIndex((line, index) => line !== lines[index]) + 1 || before.split('\n').length + 1;
}
