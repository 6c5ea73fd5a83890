import { field, listField, textField } from '../../manifests/fields';
import { isNamespaced, groupOf } from '../../manifests/kinds';
import { Manifest, objectName } from '../../manifests/manifest';
import { providedSecrets } from '../../manifests/provided-secrets';
import { namedObjects } from './named-objects';

/** An object that stays, and how it depends on one that leaves: `is in it`. */
export interface Dependent {
  readonly object: Manifest;
  readonly how: 'is in it' | 'is of its kind' | 'makes it' | 'uses it' | 'uses the Secret that it makes';
}

/** The objects of `after` that would be lost, or would lose what they need, with an object that leaves. */
export function dependents(leaving: Manifest, after: readonly Manifest[]): Dependent[] {
  const how = dependence(leaving);
  return after.flatMap((object) => {
    const found = how(object);
    return found === undefined ? [] : [{ object, how: found }];
  });
}

/** Dependents in a clause, the first of them by name: `Deployment shop/api uses it, and 2 others like it`. */
export function dependentsText(all: readonly Dependent[]): string {
  const [first, ...others] = all;
  if (first === undefined) return '';
  const more =
    others.length === 0 ? '' : `, and ${others.length === 1 ? '1 other' : `${others.length} others`} like it`;
  return `${objectName(first.object)} ${first.how}${more}`;
}

/** The way in which others depend on an object, as a function of the other. */
function dependence(leaving: Manifest): (object: Manifest) => Dependent['how'] | undefined {
  if (leaving.kind === 'Namespace')
    return ({ metadata }) => (metadata.namespace === leaving.metadata.name ? 'is in it' : undefined);
  if (leaving.kind === 'CustomResourceDefinition')
    return (object) => (isInstance(leaving, object) ? 'is of its kind' : undefined);
  const secrets = leaving.kind === 'Secret' ? [] : providedSecrets(leaving);
  const namespace = isNamespaced(leaving) === false ? undefined : namespaceOf(leaving.metadata.namespace);
  return (object) => {
    if (leaving.kind === 'Secret' && namespaceOf(object.metadata.namespace) === namespace && makes(object, leaving))
      return 'makes it';
    if (uses(object, leaving.kind, leaving.metadata.name, namespace) || usesClaimOfTemplate(object, leaving))
      return 'uses it';
    return secrets.some((name) => uses(object, 'Secret', name, namespace))
      ? 'uses the Secret that it makes'
      : undefined;
  };
}

function makes(object: Manifest, secret: Manifest): boolean {
  return providedSecrets(object).includes(secret.metadata.name);
}

function isInstance(definition: Manifest, object: Manifest): boolean {
  return (
    groupOf(object) === textField(definition, 'spec', 'group') &&
    object.kind === textField(definition, 'spec', 'names', 'kind')
  );
}

/** Tells whether an object refers to one of a kind and a name, and of a namespace if it is in one. */
function uses(object: Manifest, kind: string, name: string, namespace: string | undefined): boolean {
  return namedObjects(object).some(
    (reference) =>
      reference.kind === kind &&
      reference.name === name &&
      (namespace === undefined || namespaceOf(reference.namespace ?? object.metadata.namespace) === namespace),
  );
}

/** A claim of a StatefulSet is named after the template, the set and the number of its pod. */
function usesClaimOfTemplate(object: Manifest, { kind, metadata }: Manifest): boolean {
  if (object.kind !== 'StatefulSet' || kind !== 'PersistentVolumeClaim') return false;
  if (namespaceOf(object.metadata.namespace) !== namespaceOf(metadata.namespace)) return false;
  return listField(object, 'spec', 'volumeClaimTemplates').some((template) => {
    const prefix = `${String(field(template, 'metadata', 'name'))}-${object.metadata.name}-`;
    return metadata.name.startsWith(prefix) && /^\d+$/.test(metadata.name.slice(prefix.length));
  });
}

function namespaceOf(namespace: string | undefined): string {
  return namespace ?? 'default';
}
