/** A Secret, or a key of one. */
export type NamedSecret = { readonly name: string } | { readonly secretName: string };

/** Returns the name of a Secret, or of that of a key. */
export function secretNameOf(secret: NamedSecret): string {
  return 'secretName' in secret ? secret.secretName : secret.name;
}

/** Returns an annotation with values of Secrets by their names, sorted, in JSON; none if no Secret has a value. */
export function annotationByName<Secret extends NamedSecret>(
  annotation: string,
  secrets: readonly Secret[],
  valueOf: (secret: Secret) => string | undefined,
): Record<string, string> {
  const values = secrets.flatMap((secret) => {
    const value = valueOf(secret);
    return value === undefined ? [] : [[secretNameOf(secret), value] as const];
  });
  if (values.length === 0) return {};
  const sorted = Object.fromEntries(values.sort(([one], [other]) => (one < other ? -1 : 1)));
  return { [annotation]: JSON.stringify(sorted) };
}
