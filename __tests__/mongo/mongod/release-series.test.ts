import { dataFormats, findSeries, isLater, MongoSeries, seriesBetween } from '../../../lib/mongo/mongod/release-series';

test.each([
  ['8.0.30-noble', '8.0'],
  ['8.10', '8.10'],
  ['8', undefined],
  ['2026.11.26', undefined],
  ['noble', undefined],
  [undefined, undefined],
])('finds in the version %s the series %s', (version, series) => {
  expect(findSeries(version)).toBe(series);
});

test.each<[MongoSeries, MongoSeries, boolean]>([
  ['10.0', '8.3', true],
  ['8.10', '8.3', true],
  ['8.0', '8.0', false],
  ['7.3', '8.0', false],
])('of %s and %s, says that the first is later: %s', (one, other, later) => {
  expect(isLater(one, other)).toBe(later);
});

test.each<[MongoSeries, MongoSeries[]]>([
  ['4.4', ['4.2', '4.4']],
  ['5.0', ['4.4', '5.0']],
  ['6.0', ['5.0', '5.3', '6.0']],
  ['7.0', ['6.0', '6.3', '7.0']],
  ['7.1', ['7.0', '7.1']],
  ['7.3', ['7.0', '7.2', '7.3']],
  ['8.0', ['7.0', '7.3', '8.0']],
  ['8.2', ['8.0', '8.1', '8.2']],
  ['8.3', ['8.0', '8.2', '8.3']],
  ['9.0', ['8.0', '8.3', '9.0']],
])('knows that mongod %s starts on data of %j', (series, formats) => {
  expect(dataFormats(series)).toEqual(formats);
});

test.each<[MongoSeries, MongoSeries, MongoSeries]>([
  ['6.0', '8.0', '7.0'],
  ['6.0', '8.2', '7.0'],
  ['7.0', '8.2', '8.0'],
  ['7.3', '8.2', '8.0'],
  ['8.1', '8.3', '8.2'],
  ['8.2', '9.1', '8.3'],
  ['4.0', '6.0', '4.2'],
  ['7.0', '99.0', '8.0'],
])('from data of %s to mongod %s leads first over %s', (format, series, first) => {
  expect(seriesBetween(format, series)).toBe(first);
});
