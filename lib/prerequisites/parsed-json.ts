/** Returns the value of JSON in an object, such as in an annotation; undefined for other text. */
export function parsedJson(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
