import { Effect } from '../diff/effect';
import { dependents, dependentsText } from '../removal/dependents';

const consequences: Readonly<Record<string, string>> = {
  Namespace: 'deleting it deletes everything in it',
  CustomResourceDefinition: 'deleting it deletes all objects of its kind',
};

/** An object leaves the folder that others cannot do without: a namespace that is not empty, a ConfigMap that pods read. */
export const stillInUse: Effect = {
  id: 'still-in-use',
  isDangerous: true,
  label: 'still in use',
  *find({ before, after }, all) {
    if (before === undefined || after !== undefined) return;
    const users = dependents(before, all.after);
    const isMade = users[0]?.how === 'makes it';
    const consequence =
      consequences[before.kind] ?? `what uses it does not work ${isMade ? 'until it is made again' : 'without it'}`;
    if (users.length > 0)
      yield { path: [], message: `it leaves the folder, but ${dependentsText(users)}; ${consequence}` };
  },
};
