import { field, Fields, groupKind, KubernetesManifest, listField, textField } from '../manifest';
import { remembered } from '../remembered';
import { customType } from './custom-type';
import { ObjectType } from '../schema/kubernetes-schema';

/** A CustomResourceDefinition: the versions of a kind and the fields of each. */
export interface CustomDefinition {
  readonly group: string;
  readonly scope: string | undefined;
  /** The versions that the API server serves, with the type of their objects; undefined for one without a schema. */
  readonly served: ReadonlyMap<string, ObjectType | undefined>;
}

/** Definitions by the group and kind of their objects. A folder of definitions may have those of several releases. */
export type CustomDefinitions = ReadonlyMap<string, readonly CustomDefinition[]>;

/** Returns the definitions of custom resources among objects. */
export const definitionsIn = remembered((objects: readonly KubernetesManifest[]): CustomDefinitions => {
  const found = new Map<string, CustomDefinition[]>();
  for (const object of objects) {
    if (object.kind !== 'CustomResourceDefinition' || object.apiVersion !== 'apiextensions.k8s.io/v1') continue;
    const [group, kind] = [textField(object, 'spec', 'group') ?? '', textField(object, 'spec', 'names', 'kind') ?? ''];
    const served = listField(object, 'spec', 'versions').filter((version) => field(version, 'served') === true);
    const all = found.get(`${group}/${kind}`) ?? [];
    found.set(`${group}/${kind}`, all);
    all.push({
      group,
      scope: textField(object, 'spec', 'scope'),
      served: new Map(
        served.map((version) => {
          const schema = field(version, 'schema', 'openAPIV3Schema') as Fields | undefined;
          return [textField(version, 'name') ?? '', schema === undefined ? undefined : rootType(schema, kind, version)];
        }),
      ),
    });
  }
  return found;
});

/** Returns the definitions of an object's kind, in whatever version. */
export function definitionsOf(
  manifest: Pick<KubernetesManifest, 'apiVersion' | 'kind'>,
  definitions: CustomDefinitions,
): readonly CustomDefinition[] {
  return definitions.size === 0 ? [] : (definitions.get(groupKind(manifest)) ?? []);
}

/** The API server has the metadata of all objects in common, and forgets a status that is written beside them if it has a place of its own. */
function rootType(schema: Fields, kind: string, version: unknown): ObjectType | undefined {
  const type = customType(schema, kind);
  const root = type.is === 'bounded' ? type.of : type;
  if (root.is !== 'object') return undefined;
  const isStatusApart = field(version, 'subresources', 'status') !== undefined;
  const apart = [...(isStatusApart ? ['status'] : []), 'apiVersion', 'kind', 'metadata'];
  return {
    ...root,
    required: root.required.filter((name) => !(isStatusApart && name === 'status')),
    fields: new Map([...root.fields, ...apart.map((name) => [name, { is: 'any' } as const] as const)]),
  };
}
