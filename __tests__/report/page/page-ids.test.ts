import { pageIds } from '../../../lib/report/page/page-ids';

test('gives each name an id of plain characters, the same for the same name of a section', () => {
  const idOf = pageIds()('shop');
  expect(['Service a/b', 'Service a b', 'Service a/b', '<ü>'].map(idOf)).toEqual([
    ...['shop.Service-a-b', 'shop.Service-a-b.2', 'shop.Service-a-b', 'shop'],
  ]);
});

test('gives no id twice', () => {
  const idsOf = pageIds();
  expect([idsOf('a')('b.c'), idsOf('a.b')('c')]).toEqual(['a.b.c', 'a.b.c.2']);
});
