import { fieldChanges, pathText } from '../../../lib/plan/diff/field-changes';

/** The changes as `path: before -> after`. */
function changes(before: unknown, after: unknown): string[] {
  return fieldChanges(before, after).map(
    ({ path, before: was, after: is }) => `${pathText(path)}: ${JSON.stringify(was)} -> ${JSON.stringify(is)}`,
  );
}

const containers = (...items: readonly object[]) => ({ containers: items });

test.each([
  ['a value', { a: 1 }, { a: 2 }, ['a: 1 -> 2']],
  ['a field that comes', {}, { a: 1 }, ['a: undefined -> 1']],
  ['a field that goes', { a: 1 }, {}, ['a: 1 -> undefined']],
  [
    'each field of a map that comes',
    {},
    { a: { b: 1, c: { d: 2 } } },
    ['a.b: undefined -> 1', 'a.c.d: undefined -> 2'],
  ],
  ['a map that comes empty', {}, { a: {} }, ['a: undefined -> {}']],
  ['a key with dots, quoted', { a: { 'x.y/z': 1 } }, { a: { 'x.y/z': 2 } }, ['a["x.y/z"]: 1 -> 2']],
  ['a list of texts as a whole', { args: ['a', 'b'] }, { args: ['b'] }, ['args: ["a","b"] -> ["b"]']],
  [
    'a container that is renamed, field by field',
    containers({ name: 'a', image: '1' }, { name: 'b', image: '1' }),
    containers({ name: 'b', image: '1' }, { name: 'c', image: '2' }),
    ['containers[c].name: "a" -> "c"', 'containers[c].image: "1" -> "2"'],
  ],
  [
    'a container by its name, wherever it stands',
    containers({ name: 'a', image: '1' }, { name: 'b', image: '1' }),
    containers({ name: 'b', image: '2' }),
    ['containers[a]: {"name":"a","image":"1"} -> undefined', 'containers[b].image: "1" -> "2"'],
  ],
  [
    'the order of what has names',
    { env: [{ name: 'A' }, { name: 'B' }] },
    { env: [{ name: 'B' }, { name: 'A' }] },
    ['env[order]: ["A","B"] -> ["B","A"]'],
  ],
  [
    'mounts by their paths, for a volume may be mounted twice',
    {
      volumeMounts: [
        { name: 'v', mountPath: '/a' },
        { name: 'v', mountPath: '/b' },
      ],
    },
    {
      volumeMounts: [
        { name: 'v', mountPath: '/a' },
        { name: 'v', mountPath: '/b', readOnly: true },
      ],
    },
    ['volumeMounts[/b].readOnly: undefined -> true'],
  ],
  [
    'ports by their number and protocol, which is TCP where none is stated',
    { ports: [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }] },
    {
      ports: [
        { containerPort: 53, protocol: 'TCP' },
        { containerPort: 53, protocol: 'UDP', hostPort: 53 },
      ],
    },
    ['ports[53].protocol: undefined -> "TCP"', 'ports[53 UDP].hostPort: undefined -> 53'],
  ],
  [
    'what nothing names: equal items are none, the others pair up',
    { rules: [{ verbs: ['get'] }, { verbs: ['list'] }] },
    { rules: [{ verbs: ['watch'] }, { verbs: ['get'] }, { verbs: ['create'] }] },
    ['rules[0].verbs: ["list"] -> ["watch"]', 'rules[2]: undefined -> {"verbs":["create"]}'],
  ],
  ['a quantity', { limits: { cpu: '1' } }, { limits: { cpu: '2' } }, ['limits.cpu: "1" -> "2"']],
])('finds %s', (_, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});

test.each([
  ['the order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }],
  [
    'a quantity in another form',
    { requests: { cpu: '1000m', memory: '1024Mi' } },
    { requests: { cpu: 1, memory: '1Gi' } },
  ],
])('finds no difference in %s', (_, before, after) => {
  expect(changes(before, after)).toEqual([]);
});

test('tells a number from its text, which the API server may refuse', () => {
  expect(changes({ port: 80 }, { port: '80' })).toEqual(['port: 80 -> "80"']);
});

/** An object with a value at a path. */
const nested = (path: string, value: unknown): unknown =>
  path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);

test.each([
  ['limits.cpu', '1000m', 1, true],
  ['limits.memory', '1.5Gi', '1536Mi', true],
  // Stored in another form, and still no other pod.
  ['limits.memory', '1Mi', 1048576, true],
  ['emptyDir.sizeLimit', '1024Mi', '1Gi', true],
  ['target.averageValue', '1', '1000m', true],
  ['target.value', '2k', 2000, true],
  ['hard.pods', 10, '10', true],
  ['hard.pods', 'ten', 'ten', true],
  ['hard.pods', '10', '11', false],
  ['ports.port', 80, '80', false],
  ['variable.value', '1', '1000m', false],
  ['limits.cpu', 'a', 'b', false],
  ['limits.cpu', '1', undefined, false],
])('compares %s: %j with %j', (path, before, after, expected) => {
  expect(changes(nested(path, before), nested(path, after))).toHaveLength(expected ? 0 : 1);
});
