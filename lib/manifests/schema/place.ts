import { isMap } from '../../props/map';
import { quoted } from '../../findings/problem';
import { KubernetesManifest, Path } from '../manifest';
import { FieldType, findType, metadataType } from './kubernetes-schema';

/**
 * Returns the place of a value in an object, as findings have it: `spec.template.spec.containers["web"].image`. A field follows a dot. The
 * key of a map is in quotes, and so is the name of a list's item; an item without a name has its index.
 */
export function placeText(manifest: KubernetesManifest, path: Path): string {
  let place = '';
  let value: unknown = manifest;
  let type: FieldType | undefined = findType(manifest);
  for (const key of path) {
    const isField = typeof key === 'string' && type?.is !== 'map' && /^[A-Za-z]\w*$/.test(key);
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (isField) place += place === '' ? key : `.${key}`;
    else place += `[${typeof key === 'string' ? quoted(key) : (itemName(value) ?? key)}]`;
    type = place === 'metadata' ? metadataType() : innerType(type, key);
  }
  return place;
}

function itemName(item: unknown): string | undefined {
  return isMap(item) && typeof item.name === 'string' ? quoted(item.name) : undefined;
}

function innerType(type: FieldType | undefined, key: string | number): FieldType | undefined {
  if (type?.is === 'object') return type.fields.get(String(key));
  return type?.is === 'list' || type?.is === 'map' ? type.of : undefined;
}
