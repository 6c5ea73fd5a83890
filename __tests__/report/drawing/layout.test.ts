import { layout, SizedNode } from '../../../lib/report/drawing/layout';
import { TopologyEdge } from '../../../lib/topology/graph';

const node = (id: string, group?: string): SizedNode => ({ id, width: 100, height: 40, group });
const edge = (from: string, to: string): TopologyEdge => ({ from, to, kind: 'request', labels: [] });

test('places nodes from left to right along their edges, and each on its own', () => {
  const { boxes } = layout([node('a'), node('b'), node('c')], [edge('a', 'b'), edge('a', 'c')]);
  const [a, b, c] = ['a', 'b', 'c'].map((id) => boxes.get(id) ?? { x: NaN, y: NaN });
  expect([a, b, c].map((box) => box?.x)).toEqual([16, 148, 148]);
  expect(Math.abs((b?.y ?? 0) - (c?.y ?? 0))).toBeGreaterThanOrEqual(40);
});

test('leads a line from side to side, level past the nodes of the columns between', () => {
  const edges = [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')];
  const { boxes, lines } = layout([node('a'), node('b'), node('c')], edges);
  const [a, c, line] = [boxes.get('a'), boxes.get('c'), lines[2] ?? []];
  expect(line[0]).toEqual({ x: (a?.x ?? 0) + 100, y: (a?.y ?? 0) + 20 });
  expect(line.at(-1)).toEqual({ x: c?.x, y: (c?.y ?? 0) + 20 });
  const [left, right] = line.slice(1, -1);
  expect([left?.x, right?.x, left?.y === right?.y]).toEqual([boxes.get('b')?.x, (boxes.get('b')?.x ?? 0) + 100, true]);
});

test('leads the line of a circle back to the left', () => {
  const { boxes, lines } = layout([node('a'), node('b')], [edge('a', 'b'), edge('b', 'a')]);
  expect([lines[1]?.[0]?.x, lines[1]?.at(-1)?.x]).toEqual([boxes.get('b')?.x, (boxes.get('a')?.x ?? 0) + 100]);
});

test('has room for a line that passes above all nodes, or below them', () => {
  const edges = [edge('a', 'b'), edge('b', 'c'), edge('a', 'c')];
  const { height, boxes, lines } = layout([node('a'), { ...node('b'), height: 200 }, node('c')], edges);
  const level = lines[2]?.[1]?.y ?? NaN;
  expect([level, boxes.get('b')?.y, height]).toEqual([16, 28, 244]);
});

test('draws groups around their nodes', () => {
  const { boxes, groups } = layout([node('a', 'one'), node('b', 'two'), node('c')], [edge('a', 'b')]);
  const [inner, outer] = [boxes.get('a'), groups.get('one')];
  expect([...groups.keys()]).toEqual(['one', 'two']);
  expect([(outer?.x ?? 0) < (inner?.x ?? 0), (outer?.width ?? 0) > 100]).toEqual([true, true]);
});

test('gives the same places for the same input, and any for none', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((id) => node(id));
  const edges = [edge('a', 'd'), edge('b', 'd'), edge('c', 'd'), edge('a', 'c')];
  expect(layout(nodes, edges)).toEqual(layout(nodes, edges));
  expect(layout([], [])).toMatchObject({ lines: [] });
});
