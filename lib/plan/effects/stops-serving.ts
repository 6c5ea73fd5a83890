import { field, listField, textField } from '../../manifests/fields';
import { Manifest, objectName } from '../../manifests/manifest';
import { Effect } from '../diff/effect';

/** A version of a definition is served no more: clients and manifests of it fail, and the API server refuses it while objects are stored in it. */
export const stopsServing: Effect = {
  id: 'stops-serving',
  isDangerous: true,
  label: 'stops serving a version',
  *find({ before, after }, all) {
    if (before === undefined || after?.kind !== 'CustomResourceDefinition') return;
    const left = new Set(servedVersions(after));
    const group = textField(after, 'spec', 'group') ?? '';
    for (const version of servedVersions(before)) {
      if (left.has(version)) continue;
      const users = all.after.filter(
        ({ apiVersion, kind }) =>
          apiVersion === `${group}/${version}` && kind === field(after, 'spec', 'names', 'kind'),
      );
      const [user] = users;
      yield {
        path: ['spec', 'versions'],
        message:
          `objects cannot be read or applied as ${group}/${version} any more` +
          (user === undefined ? '' : `, as ${objectName(user)} is`) +
          (isStored(before, version) ? '; first store them all in another version, or the API server refuses' : ''),
      };
    }
  },
};

function servedVersions(definition: Manifest): string[] {
  return listField(definition, 'spec', 'versions')
    .filter((version) => field(version, 'served') !== false)
    .map((version) => textField(version, 'name') ?? '');
}

function isStored(definition: Manifest, name: string): boolean {
  return listField(definition, 'spec', 'versions').some(
    (version) => field(version, 'name') === name && field(version, 'storage') === true,
  );
}
