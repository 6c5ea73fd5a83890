// `$$` is the escape for `$`; a reference ends at the first parenthesis.
const tokens = /\$\$|\$\(([^)]*)\)/g;

type Values = Readonly<Record<string, string>>;

/** Returns the names that a string refers to by `$(NAME)`, as the kubelet reads it. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(tokens)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/**
 * Returns the string as the kubelet expands it in a container that has these variables. Any other reference stays as it is.
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function expanded(text: string, values: Values): string {
  return text.replace(tokens, (token: string, name: string | undefined) => {
    if (name === undefined) return '$';
    return Object.hasOwn(values, name) ? (values[name] ?? '') : token;
  });
}

/** Returns the string with its references to these variables replaced by their values. The kubelet expands the others. */
export function inlined(text: string, values: Values): string {
  return text.replace(tokens, (token: string, name: string | undefined) =>
    name !== undefined && Object.hasOwn(values, name) ? (values[name] ?? '').replaceAll('$', '$$$$') : token,
  );
}
