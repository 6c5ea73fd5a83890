import { counted } from '../../findings/counted';
import { isNamespaced } from '../../manifests/kinds';
import { field, groupKind, listField, KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { providedSecretNames } from '../../manifests/provided-secrets';
import { searchable } from '../../manifests/remembered';
import { namedObjects } from './named-objects';

/** An object that stays, and how it depends on one that leaves: `is in it`. */
export interface Dependent {
  readonly object: KubernetesManifest;
  readonly how: 'is in it' | 'is of its kind' | 'makes it' | 'uses it' | 'uses the Secret that it makes';
}

/** The objects of `after` that would be lost, or would lose what they need, with an object that leaves. */
export function dependents(leaving: KubernetesManifest, after: readonly KubernetesManifest[]): Dependent[] {
  const ways = waysToDependOn(leaving);
  return byNeed(after, ...ways.map(([, need]) => need)).flatMap((object) => {
    const needs = needsOf(object);
    const way = ways.find(([, need]) => needs.includes(need));
    return way === undefined ? [] : [{ object, how: way[0] }];
  });
}

/** Dependents in a clause, the first of them by name: `Deployment shop/api uses it, and 2 others like it`. */
export function dependentsText(all: readonly Dependent[]): string {
  const [first, ...others] = all;
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : `, and ${counted(others.length, 'other')} like it`;
  return `${objectName(first.object)} ${first.how}${more}`;
}

/** The ways to depend on an object, the strongest first, each with the need that an object has if it depends on it so. */
function waysToDependOn(leaving: KubernetesManifest): (readonly [Dependent['how'], need: string])[] {
  const { kind, metadata } = leaving;
  if (kind === 'Namespace') return [['is in it', `in ${metadata.name}`]];
  if (kind === 'CustomResourceDefinition') {
    const [group, instance] = [textField(leaving, 'spec', 'group'), textField(leaving, 'spec', 'names', 'kind')];
    return [['is of its kind', `of ${group}/${instance}`]];
  }
  const place = isNamespaced(leaving) === false ? '*' : (metadata.namespace ?? 'default');
  const uses = ['uses it', `${kind} ${place}/${metadata.name}`] as const;
  if (kind === 'Secret') return [['makes it', `made ${place}/${metadata.name}`], uses];
  const [, claim] = kind === 'PersistentVolumeClaim' ? (/^(.*)-\d+$/.exec(metadata.name) ?? []) : [];
  return [
    uses,
    ...(claim === undefined ? [] : [['uses it', `claim ${place}/${claim}`] as const]),
    ...providedSecretNames(leaving).map(
      (secret) => ['uses the Secret that it makes', `Secret ${place}/${secret}`] as const,
    ),
  ];
}

const byNeed = searchable(needsOf);

function needsOf(object: KubernetesManifest): string[] {
  const { name, namespace = 'default' } = object.metadata;
  // A claim of a StatefulSet is named after the template, the set and the number of its pod.
  const templates = object.kind === 'StatefulSet' ? listField(object, 'spec', 'volumeClaimTemplates') : [];
  return [
    ...(object.metadata.namespace === undefined ? [] : [`in ${namespace}`]),
    `of ${groupKind(object)}`,
    ...namedObjects(object).flatMap((each) =>
      [each.namespace ?? namespace, '*'].map((place) => `${each.kind} ${place}/${each.name}`),
    ),
    ...providedSecretNames(object).map((secret) => `made ${namespace}/${secret}`),
    ...templates.map((template) => `claim ${namespace}/${String(field(template, 'metadata', 'name'))}-${name}`),
  ];
}
