import { expanded, inlined, referencesIn } from '../../lib/kubernetes/expansion';

const values = { HOST: 'db', PRICE: '5$', TWICE: '$(HOST)' };

test.each([
  ['$(HOST):1', 'db:1', 'db:1'],
  ['$(NONE)/$(HOST)', '$(NONE)/db', '$(NONE)/db'],
  ['$$(HOST)', '$(HOST)', '$$(HOST)'],
  ['$$$(HOST)', '$db', '$$db'],
  ['$(PRICE)', '5$', '5$$'],
  ['$(TWICE)', '$(HOST)', '$$(HOST)'],
  ['$HOST $(HOST', '$HOST $(HOST', '$HOST $(HOST'],
  ['$(toString)', '$(toString)', '$(toString)'],
])('expands %s as the kubelet does, and inlines it so that the kubelet comes to the same', (text, whole, inside) => {
  expect([expanded(text, values), inlined(text, values)]).toEqual([whole, inside]);
  expect(expanded(inside, values)).toBe(whole);
});

test('finds the references, and no escaped ones', () => {
  expect(referencesIn('$(A)/$$(B)/$(C.d)/$E')).toEqual(['A', 'C.d']);
});
