import { field, KubernetesManifest, objectName } from '../../manifests/manifest';
import { Effect, Occurrence } from '../diff/effect';
import { FieldChange } from '../diff/field-changes';
import { dependents, dependentsText } from './dependents';
import { lostRights } from './lost-rights';
import { keyReaders } from './needed-keys';

const consequences: Readonly<Record<string, string>> = {
  Namespace: 'deleting it deletes everything in it',
  CustomResourceDefinition: 'deleting it deletes all objects of its kind',
};

/**
 * An object leaves the folder that others cannot do without: a namespace that is not empty, a ConfigMap that pods read. Or a key of it that pods need
 * does.
 */
export const stillInUse: Effect = {
  id: 'still-in-use',
  isDangerous: true,
  label: 'still in use',
  *find({ before, after, fields }, all) {
    if (before === undefined) return;
    yield* lostRights(before, after, all);
    if (after !== undefined) {
      yield* neededKeys(after, fields, all.after);
      return;
    }
    const users = dependents(before, all.after);
    const isMade = users[0]?.how === 'makes it';
    const consequence =
      consequences[before.kind] ?? `what uses it does not work ${isMade ? 'until it is made again' : 'without it'}`;
    if (users.length > 0)
      yield { path: [], message: `it leaves the folder, but ${dependentsText(users)}; ${consequence}` };
  },
};

const maps = ['data', 'stringData', 'binaryData'];

function* neededKeys(
  after: KubernetesManifest,
  fields: readonly FieldChange[],
  all: readonly KubernetesManifest[],
): Generator<Occurrence> {
  if (!['ConfigMap', 'Secret'].includes(after.kind)) return;
  for (const { path } of fields) {
    const [map = '', key = ''] = path;
    if (!maps.includes(map) || maps.some((each) => field(after, each, key) !== undefined)) continue;
    const [reader] = keyReaders(after, key, all);
    if (reader !== undefined)
      yield { path, message: `${objectName(reader)} needs the key ${key}; pods do not start without it` };
  }
}
