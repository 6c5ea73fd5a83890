import { effectsOnMongod, set } from './releases';

const message = (series: string): string =>
  `raises-data-format, data.desired.json: once all members run ${series}, featureCompatibilityVersion is raised to it; ` +
  'after that no older mongod starts on the data';

test.each([
  ['later', set('8.0.30', '7.0'), set('8.0.30', '8.0'), '8.0'],
  ['that of a minor series', set('8.2.1', '8.0'), set('8.2.1', '8.2'), '8.2'],
  ['new', set('8.0.30'), set('8.0.30', '8.0'), '8.0'],
])('finds that the data format is raised by a desired one that is %s', (_, before, after, series) => {
  expect(effectsOnMongod(before, after)).toEqual([message(series)]);
});

test.each([
  ['older, for the agent never lowers it', set('8.0.30', '8.0'), set('8.0.30', '7.0')],
  ['gone', set('8.0.30', '8.0'), set('8.0.30')],
  ['that of a new set', [], set('8.0.30', '8.0')],
])('finds nothing of one that is %s', (_, before, after) => {
  expect(effectsOnMongod(before, after)).toEqual([]);
});
