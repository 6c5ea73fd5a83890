import { itemsByIdentity } from '../../../lib/plan/diff/list-identity';

/** What names the items of a list that is on both sides; undefined if nothing does. */
function names(list: string, ...items: readonly Record<string, unknown>[]): string[] | undefined {
  const named = itemsByIdentity(list, items, items);
  return named === undefined ? undefined : [...named.before.keys()];
}

test.each<[string, Record<string, unknown>[], string[] | undefined]>([
  ['containers', [{ name: 'a' }, { name: 'b' }], ['a', 'b']],
  [
    'volumeMounts',
    [
      { name: 'v', mountPath: '/a' },
      { name: 'v', mountPath: '/b' },
    ],
    ['/a', '/b'],
  ],
  ['ports', [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }], ['53', '53 UDP']],
  ['volumeClaimTemplates', [{ metadata: { name: 'data' } }], ['data']],
  ['topologySpreadConstraints', [{ topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }], ['zone DoNotSchedule']],
  ['tolerations', [{ key: 'a' }, { key: 'b' }], ['a', 'b']],
  ['env', [{ name: 'A' }, { name: 'A' }], undefined],
  ['rules', [{ verbs: ['get'] }], undefined],
])('names the items of %s %j: %j', (list, items, expected) => {
  expect(names(list, ...items)).toEqual(expected);
});

test('names items only by what names those of both sides', () => {
  expect(itemsByIdentity('ports', [{ name: 'a', port: 1 }], [{ port: 1 }])?.after.has('1')).toBe(true);
});
