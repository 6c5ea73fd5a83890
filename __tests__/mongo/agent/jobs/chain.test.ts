import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  basesOf,
  listedBackups,
  nameOfSlice,
  placeOf,
  shownWindows,
  slicesOf,
  storedFiles,
  windowsOf,
} from '../../../../lib/mongo/agent/jobs/chain';
import { baseOf, dumpSettings, sliceOf } from './dump-job';

const at = (seconds: number, increment = 1, term = 1) => ({ seconds, increment, term });

test('has places in names that are read back', () => {
  const slice = { first: at(1767495600, 17, 3), last: at(1767495900, 2, 4) };
  const name = nameOfSlice('mongo', slice);
  expect(name).toBe('mongo-2026-01-04T03-00-00Z.17.t3_2026-01-04T03-05-00Z.2.t4.oplog.gz');
  expect(slicesOf('mongo', [name])).toEqual([{ name, ...slice }]);
  expect(placeOf(at(1767495600, 1, -1))).toBe('2026-01-04T03-00-00Z.1.t-1');
});

test('knows the files of its set alone', () => {
  const files = [
    baseOf('mongo-b', 10),
    sliceOf('mongo-b', 10, 20),
    'mongo-2026-01-04T03-00-00Z.archive.gz',
    '',
    'lost+found',
  ];
  expect([basesOf('mongo', files), slicesOf('mongo', files)]).toEqual([[], []]);
});

test.each<[string, readonly string[], readonly (readonly [number, number, number])[]]>([
  ['a dump without slices', [baseOf('mongo', 10)], []],
  ['slices without a dump', [sliceOf('mongo', 10, 20)], []],
  [
    'slices from the end of a dump on',
    [baseOf('mongo', 10), sliceOf('mongo', 10, 20), sliceOf('mongo', 20, 30)],
    [[11, 30, 2]],
  ],
  ['a dump within a slice', [baseOf('mongo', 15), sliceOf('mongo', 10, 20), sliceOf('mongo', 20, 30)], [[16, 30, 2]]],
  [
    'two dumps of one chain',
    [baseOf('mongo', 10), baseOf('mongo', 22), sliceOf('mongo', 10, 20), sliceOf('mongo', 20, 30)],
    [
      [11, 30, 2],
      [23, 30, 1],
    ],
  ],
  ['a gap', [baseOf('mongo', 10), sliceOf('mongo', 10, 20), sliceOf('mongo', 21, 30)], [[11, 20, 1]]],
  [
    'a dump after a gap',
    [baseOf('mongo', 10), baseOf('mongo', 25), sliceOf('mongo', 10, 20), sliceOf('mongo', 25, 30)],
    [
      [11, 20, 1],
      [26, 30, 1],
    ],
  ],
  ['slices of an oplog of another term', [baseOf('mongo', 10), sliceOf('mongo', 10, 20, 2)], []],
  [
    'two slices of one beginning',
    [baseOf('mongo', 10), sliceOf('mongo', 10, 14), sliceOf('mongo', 10, 20), sliceOf('mongo', 20, 30)],
    [[11, 30, 2]],
  ],
  ['a slice that ends in the second of the dump', [baseOf('mongo', 10), sliceOf('mongo', 9, 10)], []],
])('finds what can be restored with %s', (_, files, expected) => {
  const second = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');
  const found = windowsOf('mongo', [...files].reverse()).map(({ from, to, slices }) => [from, to, slices.length]);
  expect(found).toEqual(expected.map(([from, to, count]) => [second(from), second(to), count]));
});

test('shows windows to a person', () => {
  const files = [baseOf('mongo', 10), sliceOf('mongo', 10, 20)];
  expect([shownWindows(windowsOf('mongo', files)), shownWindows([])]).toEqual([
    `1970-01-01T00:00:11Z to 1970-01-01T00:00:20Z (${baseOf('mongo', 10)})`,
    'none',
  ]);
});

test('lists each dump with its size, its slices with theirs, and the seconds that they reach', () => {
  const [one, other, slice] = [baseOf('mongo', 10), baseOf('mongo', 20), sliceOf('mongo', 10, 20)];
  const files = new Map(Object.entries({ [one]: 500, [other]: 600, [slice]: 70, 'lost+found': 4096 }));
  expect(listedBackups('mongo', files)).toEqual([
    {
      dump: one,
      bytes: 500,
      slices: 1,
      sliceBytes: 70,
      from: '1970-01-01T00:00:11Z',
      to: '1970-01-01T00:00:20Z',
    },
    { dump: other, bytes: 600, slices: 0, sliceBytes: 0 },
  ]);
});

test('reads the files of a volume while another run gives one of them its name', () => {
  const { dumps } = dumpSettings([baseOf('mongo', 10)]);
  symlinkSync('renamed', join(dumps, 'gone.partial'));
  expect([...storedFiles({ dumps })]).toEqual([[baseOf('mongo', 10), 6]]);
});
