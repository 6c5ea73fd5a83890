import { field, listField, KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { Effect } from '../diff/effect';

/** A version of a definition is served no more: clients and manifests of it fail, and the API server refuses it while objects are stored in it. */
export const stopsServing: Effect = {
  id: 'stops-serving',
  isDangerous: true,
  label: 'stops serving a version',
  *find({ before, after }, all) {
    if (before === undefined || after?.kind !== 'CustomResourceDefinition') return;
    const left = versionsOf(after);
    const isLeft = ({ name, isServed }: Version): boolean =>
      left.some((each) => each.name === name && (each.isServed || !isServed));
    for (const { name, isServed, isStored } of versionsOf(before).filter((version) => !isLeft(version))) {
      // Objects may stay in a version that is listed, though it is not served.
      const isListed = left.some((each) => each.name === name);
      // One that is neither served nor stored may go.
      if (!isServed && !isStored) continue;
      const apiVersion = `${textField(after, 'spec', 'group') ?? ''}/${name}`;
      const kind = field(after, 'spec', 'names', 'kind');
      const user = all.after.find((each) => each.apiVersion === apiVersion && each.kind === kind);
      yield {
        path: ['spec', 'versions', `[${name}]`],
        message:
          (isServed
            ? `objects cannot be read or applied as ${apiVersion} any more`
            : `objects are stored as ${apiVersion}, which goes`) +
          (user === undefined ? '' : `, as ${objectName(user)} is`) +
          (isStored && !isListed ? '; first store them all in another version, or the API server refuses' : ''),
      };
    }
  },
};

interface Version {
  readonly name: string;
  readonly isServed: boolean;
  readonly isStored: boolean;
}

/** The versions of a definition; one of v1beta1 may have a single one, in `version`. */
function versionsOf(definition: KubernetesManifest): Version[] {
  const single = textField(definition, 'spec', 'version');
  const versions = listField(definition, 'spec', 'versions');
  if (versions.length === 0 && single !== undefined) return [{ name: single, isServed: true, isStored: true }];
  return versions.map((version) => ({
    name: textField(version, 'name') ?? '',
    isServed: field(version, 'served') !== false,
    isStored: field(version, 'storage') === true,
  }));
}
