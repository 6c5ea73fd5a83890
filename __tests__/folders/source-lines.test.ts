import { SourceLines } from '../../lib/folders/source-lines';

const text = `# The shop
a: 1
---
---
kind: Deployment
"quoted": { flow: [1, { x: 2 }] }
spec:
  containers:
    - name: web
      image: |
        two
        lines
    -   name: proxy
        env: &shared
          - A
  other: *shared
`;

test.each<[document: number, path: (string | number)[], line: number]>([
  [0, ['a'], 2],
  [2, [], 5],
  [2, ['kind'], 5],
  [2, ['quoted', 'flow', 1, 'x'], 6],
  [2, ['spec', 'containers', 0], 9],
  [2, ['spec', 'containers', 0, 'image'], 10],
  [2, ['spec', 'containers', 1, 'name'], 13],
  [2, ['spec', 'containers', 1, 'env', 0], 15],
])('finds in document %i the path %j in line %i', (document, path, line) => {
  expect(new SourceLines(text).lineOf(document, path)).toBe(line);
});

test.each<[path: (string | number)[], line: number]>([
  [['spec', 'containers', 0, 'securityContext', 'runAsUser'], 9],
  [['spec', 'containers', 7], 8],
  [['spec', 'other', 0], 16],
  [['kind', 'inside'], 5],
  [['metadata', 'labels'], 5],
])('gives of %j, which is not there, the line of the deepest part that is: %i', (path, line) => {
  expect(new SourceLines(text).lineOf(2, path)).toBe(line);
});

test('reads JSON, and counts the lines of the file before the text', () => {
  expect(new SourceLines('{\r\n  "a": {\r\n    "b": []\r\n  }\r\n}', 10).lineOf(0, ['a', 'b'])).toBe(13);
});
