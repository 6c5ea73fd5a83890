import { field, listField, KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { Effect } from '../diff/effect';

/** A version of a definition is served no more: clients and manifests of it fail, and the API server refuses it while objects are stored in it. */
export const stopsServing: Effect = {
  id: 'stops-serving',
  isDangerous: true,
  label: 'stops serving a version',
  *find({ before, after }, all) {
    if (before === undefined || after?.kind !== 'CustomResourceDefinition') return;
    const left = servedVersions(after).map(({ name }) => name);
    for (const { name, isStored } of servedVersions(before).filter((version) => !left.includes(version.name))) {
      const apiVersion = `${textField(after, 'spec', 'group') ?? ''}/${name}`;
      const kind = field(after, 'spec', 'names', 'kind');
      const user = all.after.find((each) => each.apiVersion === apiVersion && each.kind === kind);
      yield {
        path: ['spec', 'versions'],
        message:
          `objects cannot be read or applied as ${apiVersion} any more` +
          (user === undefined ? '' : `, as ${objectName(user)} is`) +
          (isStored ? '; first store them all in another version, or the API server refuses' : ''),
      };
    }
  },
};

function servedVersions(definition: KubernetesManifest): { readonly name: string; readonly isStored: boolean }[] {
  return listField(definition, 'spec', 'versions')
    .filter((version) => field(version, 'served') !== false)
    .map((version) => ({ name: textField(version, 'name') ?? '', isStored: field(version, 'storage') === true }));
}
