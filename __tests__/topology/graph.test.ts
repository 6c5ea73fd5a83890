import { internet, joined, outsideNode } from '../../lib/topology/graph';

test('puts parts together', () => {
  expect(joined([{ nodes: [internet] }, {}, { edges: [] }])).toEqual({ nodes: [internet], edges: [] });
});

test('gives what is no object an id by its name and what it is', () => {
  expect(outsideNode('db.example.com', 'outside host')).toMatchObject({
    id: 'outside host db.example.com',
    role: 'outside',
  });
});
