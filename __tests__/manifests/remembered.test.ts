import { remembered } from '../../lib/manifests/remembered';

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
