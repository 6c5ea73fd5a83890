import { SecretVariables, secretKeys } from '../../../lib/adopt/backend/reading';
import { objectsOf, objectText } from '../adopted';

test('gives each Secret a variable of its own, with the keys that constructs use', () => {
  const secrets = new SecretVariables(new Map([['a.b', ['x', 'y']]]));
  const props = { one: secrets.key('a-b', 'k'), two: [secrets.whole('a.b')], three: secrets.key('a-b', 'l') };
  expect(secrets.usedBy([{ type: 'BackendWorker', id: 'web', props }])).toEqual([
    { name: 'a-b', variable: 'aB', keys: ['k', 'l'] },
    { name: 'a.b', variable: 'aB2', keys: ['x', 'y'] },
  ]);
  expect(secrets.whole('unknown')).toBeUndefined();
});

test('reads the keys of Secrets', () => {
  const all = objectsOf(objectText('v1', 'Secret', 'keys', { data: { a: '' }, stringData: { b: '' } }));
  expect(secretKeys(all, 'shop')).toEqual(new Map([['keys', ['a', 'b']]]));
});
