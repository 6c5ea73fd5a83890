import { FindingsError } from '../../findings/findings-error';
import { Problem } from '../../findings/problem';
import { SecretType } from '../../kubernetes/secret-type';
import { string } from '../../props/scalar';

/**
 * Returns a template's reference to a value, encoded for a URI.
 * @throws FindingsError if the name is no string (from JavaScript)
 */
export function uriEncoded(name: string): string {
  const { issues } = string().parse(name);
  if (issues.length > 0)
    throw new FindingsError(issues.map((issue) => ({ path: 'uriEncoded', ...issue, at: 'the name' })));
  // The template language encodes a space as "+", which a URI reads as a plus in all but its query.
  return `{{ ${valueReference(name)} | urlquery | replace "+" "%20" }}`;
}

/** Returns a value's name in the template language. */
export function valueReference(name: string): string {
  // A name with other characters than a variable's is no field in the template language.
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `index . ${JSON.stringify(name)}`;
}

/** Returns the template of an ExternalSecret: the Secret's type, unless it is the default, and the values of all its keys. */
export function secretTemplate(type: SecretType, data: Readonly<Record<string, string>>): object {
  const typed = type === 'Opaque' ? {} : { type };
  return { engineVersion: 'v2', mergePolicy: 'Replace', ...typed, data };
}

/** Returns the problem of a template without a value. The text is not shown, because it may be the secret. */
export function templateProblem(template: string): Problem | undefined {
  if (template.includes('{{')) return undefined;
  const want = 'must take its values from the store';
  return { code: 'invalid-value', want, got: 'a template without {{ }}', write: 'write "{{ .password }}"' };
}

/** Returns the names that a template refers to and that are not among the known ones. */
export function unknownValues(template: string, known: readonly string[]): readonly string[] {
  const actions = [...template.matchAll(/\{\{(.*?)\}\}/gs)].map(([, action = '']) => action);
  return actions
    .flatMap((action) => [...action.matchAll(/(?<![\w")])\.([A-Za-z_]\w*)/g)].map(([, name = '']) => name))
    .filter((name) => !known.includes(name));
}
