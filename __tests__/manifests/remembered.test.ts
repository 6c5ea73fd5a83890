import { remembered, rememberedLast, searchable } from '../../lib/manifests/remembered';

test('computes once for each object', () => {
  const asked: object[] = [];
  const nameOf = remembered((object: { name: string }) => {
    asked.push(object);
    return object.name;
  });
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect([nameOf(a), nameOf(b), nameOf(a)]).toEqual(['a', 'b', 'a']);
  expect(asked).toEqual([a, b]);
});

test('keeps the last result alone', () => {
  const asked: object[] = [];
  const nameOf = rememberedLast((object: { name: string }) => {
    asked.push(object);
    return object.name;
  });
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect([a, a, b, a].map(nameOf)).toEqual(['a', 'a', 'b', 'a']);
  expect(asked).toEqual([a, b, a]);
});

test('finds the items of a list that have one of the keys, each once and in their order', () => {
  const withLetter = searchable((word: string) => word.split(''));
  const words = ['ab', 'b', 'c'];
  expect(['b', 'c', 'd'].map((letter) => withLetter(words, letter))).toEqual([['ab', 'b'], ['c'], []]);
  expect(withLetter(words, 'c', 'b', 'a')).toEqual(words);
});
