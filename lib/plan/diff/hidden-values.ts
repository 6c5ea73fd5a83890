import { groupKind, KubernetesManifest, lastApplied } from '../../manifests/manifest';
import { isNamedSecret, secretShape } from '../../plaintext/secret-likeness';
import { isMap } from '../../props/map';
import { FieldChange } from './field-changes';

/** The text that is written instead of a secret value. */
export const hidden = '(hidden)';

/**
 * A change without secret values: those of a Secret, and any other text that looks like a secret by its name or by its shape, as a
 * manifest from elsewhere may have.
 */
export function withoutSecrets(manifest: KubernetesManifest, { path, before, after }: FieldChange): FieldChange {
  const isSecret = groupKind(manifest) === '/Secret';
  const isHidden = (isSecret && ['data', 'stringData'].includes(path[0] ?? '')) || isNumberedVariable(path);
  const redact = (value: unknown): unknown => (isHidden ? allHidden(value) : redacted(value, nameAt(path)));
  return { path, before: redact(before), after: redact(after) };
}

/** The name that a value goes by: its key, or for the `value` of a variable, the variable's. */
function nameAt(path: readonly string[]): string {
  const [owner = '', last = ''] = path.slice(-2);
  return last === 'value' && owner.startsWith('[') ? owner.slice(1, -1) : last;
}

/** Variables that share a name are numbered, and their names are not in the path. */
function isNumberedVariable(path: readonly string[]): boolean {
  return path.at(-1) === 'value' && /^\[\d+\]$/.test(path.at(-2) ?? '') && path.at(-3) === 'env';
}

function redacted(value: unknown, name: string): unknown {
  if (typeof value === 'string') return isSecretText(value, name) ? hidden : withHiddenLines(value);
  if (Array.isArray(value)) return redactedItems(value);
  if (!isMap(value)) return value;
  const variable = value['name'];
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      redacted(item, key === 'value' && typeof variable === 'string' ? variable : key),
    ]),
  );
}

/** The words of a command without secret values. */
export function redactedWords(words: readonly unknown[]): string[] {
  return redactedItems(words).map(String);
}

/** The items of a list; one after an option such as `--password` is the option's value. */
function redactedItems(items: readonly unknown[]): unknown[] {
  return items.map((item, index) => {
    const previous = items[index - 1];
    const [, option = ''] = /^--?([\w.-]+)$/.exec(typeof previous === 'string' ? previous : '') ?? [];
    return redacted(item, option);
  });
}

function isSecretText(text: string, name: string): boolean {
  const [, option, value] = /^--?([\w.-]+)[= ](.+)$/s.exec(text) ?? [];
  return (
    name === lastApplied ||
    secretShape(text) !== undefined ||
    isNamedSecret(name, text) ||
    (option !== undefined && value !== undefined && isNamedSecret(option, value))
  );
}

/** A configuration file without the values that their names call secret. */
function withHiddenLines(text: string): string {
  if (!text.includes('\n')) return text;
  return text.replace(
    /^(\s*["']?([\w.-]+)["']?\s*[:=]\s*)(\S.*)$/gm,
    (line: string, key: string, name: string, value: string) =>
      isNamedSecret(name, value.replace(/^["']|["'],?$/g, '')) ? `${key}${hidden}` : line,
  );
}

function allHidden(value: unknown): unknown {
  if (!isMap(value)) return value === undefined ? undefined : hidden;
  return Object.fromEntries(Object.keys(value).map((key) => [key, hidden]));
}
