import { ApiObject } from 'cdk8s';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Merges fields into an object as it is rendered. The typed classes in `imports/k8s.ts` drop every field that is newer than
 * Kubernetes 1.27 and every unknown one, also from a JSON patch; what is added here they do not see. Maps merge key by key; lists
 * of the same length whose items are all maps merge item by item; `null` removes a field; everything else replaces what was there.
 */
export function addRenderedFields(object: ApiObject, fields: Fields): void {
  const render = object.toJson.bind(object);
  object.toJson = () => merge(render(), fields);
}

function merge(target: unknown, patch: unknown): unknown {
  if (isListOfMaps(target) && isListOfMaps(patch) && target.length === patch.length) {
    return target.map((item, index) => merge(item, patch[index]));
  }
  if (!isMap(target) || !isMap(patch)) return patch;
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, merged.has(key) ? merge(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}

function isListOfMaps(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every(isMap);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
