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

/** Definitions by the group and kind of their objects. */
export type CustomDefinitions = ReadonlyMap<string, CustomDefinition>;

/** Returns the definitions of custom resources among objects. Of two of one kind the later one counts. */
export const definitionsIn = remembered((objects: readonly KubernetesManifest[]): CustomDefinitions => {
  const found = new Map<string, CustomDefinition>();
  for (const object of objects) {
    if (object.kind !== 'CustomResourceDefinition' || object.apiVersion !== 'apiextensions.k8s.io/v1') continue;
    const [group, kind] = [textField(object, 'spec', 'group') ?? '', textField(object, 'spec', 'names', 'kind') ?? ''];
    const served = listField(object, 'spec', 'versions').filter((version) => field(version, 'served') === true);
    found.set(`${group}/${kind}`, {
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

/** Finds the definition of an object's kind, in whatever version. */
export function findDefinition(
  manifest: Pick<KubernetesManifest, 'apiVersion' | 'kind'>,
  definitions: CustomDefinitions,
): CustomDefinition | undefined {
  return definitions.size === 0 ? undefined : definitions.get(groupKind(manifest));
}

/** The API server has the metadata of all objects in common, and forgets a status that is written beside them if it has a place of its own. */
function rootType(schema: Fields, kind: string, version: unknown): ObjectType | undefined {
  const type = customType(schema, kind);
  const root = type.is === 'bounded' ? type.of : type;
  if (root.is !== 'object') return undefined;
  const isStatusApart = field(version, 'subresources', 'status') !== undefined;
  return {
    ...root,
    required: root.required.filter((name) => !(isStatusApart && name === 'status')),
    get fields() {
      const apart = [...(isStatusApart ? ['status'] : []), 'apiVersion', 'kind', 'metadata'];
      return new Map([...root.fields, ...apart.map((name) => [name, { is: 'any' } as const] as const)]);
    },
  };
}
