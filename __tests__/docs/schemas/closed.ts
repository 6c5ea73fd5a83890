type Properties = Readonly<Record<string, object>>;

/** The schema of an object with these properties alone. All are required but those that are named. */
export function closed(properties: Properties, ...optional: readonly string[]): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, additionalProperties: false, properties };
}

/** The schema of a string. */
export function text(description: string): object {
  return { type: 'string', description };
}

/** The schema of a list. */
export function list(description: string, items: object): object {
  return { type: 'array', description, items };
}
