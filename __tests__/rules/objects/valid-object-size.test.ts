import { validObjectSize } from '../../../lib/rules/objects/valid-object-size';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const most = 256 * 1024;
// What kubectl apply puts around the text: measured with Kubernetes 1.37, where one character more is refused.
const around =
  '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","namespace":"shop","annotations":{}},"data":{"a":""}}\n';
const key = 'kubectl.kubernetes.io/last-applied-configuration';
const room = most - around.length - key.length;

const config = (a: string, metadata: object = {}) => object('ConfigMap', { data: { a } }, metadata);
const tooLarge = (bytes: number) =>
  `[ConfigMap shop/web] must have at most 262144 bytes in its annotations and in the one that kubectl apply makes of the object, got ${bytes}; split it, or apply it with --server-side and say so in the annotation cdk8s-backend/ignore.valid-object-size (valid-object-size)`;

test.each([
  ['x', 1],
  ['ä', 2],
  ['"', 2],
  ['\n', 2],
  ['\u0001', 6],
  ['<', 6],
  ['\u2028', 6],
  ['😀', 4],
])('counts %j as kubectl apply does', (character, bytes) => {
  const fitting = Math.floor(room / bytes);
  expect(findings(validObjectSize, config(character.repeat(fitting)))).toEqual([]);
  expect(findings(validObjectSize, config(character.repeat(fitting + 1)))).toEqual([
    tooLarge(most - room + bytes * (fitting + 1)),
  ]);
});

test('counts annotations twice, by themselves and in the object', () => {
  const annotations = { note: 'n'.repeat(1000) };
  const left = room - 2 * 1000 - 'note'.length - '"note":""'.length;
  expect(findings(validObjectSize, config('x'.repeat(left), { annotations }))).toEqual([]);
  expect(findings(validObjectSize, config('x'.repeat(left + 1), { annotations }))).toEqual([tooLarge(most + 1)]);
});

test('does not count what kubectl kept before', () => {
  expect(findings(validObjectSize, config('x', { annotations: { [key]: 'x'.repeat(most) } }))).toEqual([]);
});

test('leaves annotations that are too large by themselves to valid-labels', () => {
  expect(findings(validObjectSize, config('x', { annotations: { a: 'x'.repeat(most) } }))).toEqual([]);
});

test.each([
  ['ConfigMap', { data: { a: 'x'.repeat(2 ** 20) }, binaryData: { b: 'QQ==' } }],
  ['Secret', { stringData: { a: 'x' }, data: { b: Buffer.alloc(2 ** 20).toString('base64') } }],
])('refuses a %s that no API server stores, however it is applied', (kind, fields) => {
  expect(findings(validObjectSize, object(kind, fields))).toEqual([
    `[${kind} shop/web] data must have at most 1048576 bytes together, got 1048577; split it (valid-object-size)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validObjectSize, optedOut(config('x'.repeat(most)), validObjectSize))).toEqual([]);
});
