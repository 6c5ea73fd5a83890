import { nameAfter, reasonsOf, remainderOf } from '../../../lib/adopt/service/said-object';
import { objectsOf, objectText } from '../adopted';

const [object] = objectsOf(
  objectText('v1', 'Service', 'web-public', { spec: { externalIPs: ['192.0.2.1'], type: 'ClusterIP' } }),
);

test('names an object by what follows the name of the construct', () => {
  expect(['web', 'we', 'web-public'].map((id) => object && nameAfter(id, object))).toEqual([
    'public',
    undefined,
    undefined,
  ]);
});

test('gives the reasons that hold, and the fields of the spec that are left', () => {
  if (object === undefined) throw new Error('no object');
  const rest = remainderOf(object, []);
  rest.take('spec', 'type');
  const faults = [
    [true, 'it is one'],
    [false, 'it is another'],
  ] as const;
  expect(reasonsOf(rest, faults)).toEqual(['it is one', 'no prop says its spec.externalIPs']);
});
