import { compatibilityProblem, mongodImage, MongoSeries, series } from '../../../lib/mongo/mongod/compatibility';
import { issuesOf, textOf } from '../../problem-text';

test.each<[MongoSeries, string, string | undefined]>([
  ['8.0', 'mongo:8.0.30', undefined],
  ['7.0', 'mongo:8.0.30', undefined],
  ['8.0', 'mongo@sha256:…', undefined],
  [
    '6.0',
    'mongo:8.0.30',
    'must not be older than the series before the image\'s, 7.0, got "6.0"; first run an image of 7.0, and raise it to "7.0"',
  ],
  ['8.3', 'mongo:8.0.30', 'must not be newer than the image\'s series 8.0, got "8.3"; write "8.0"'],
])('of the data format %s for %s, says %s', (version, image, problem) => {
  expect(textOf(compatibilityProblem(version, image))).toBe(problem);
});

test.each([
  ['8.0', []],
  [8, ['must be a release series, got 8; write "8.0"']],
  ['8.0.30', ['must be a release series, got "8.0.30"; write "8.0"']],
])('of the series %j, says %j', (version, issues) => {
  expect(issuesOf(series, version)).toEqual(issues);
});

test.each([
  ['mongo:8.0.30', []],
  ['mongo:8.0.30-noble', []],
  ['mongo:5.0.31', []],
  ['mongo:10.0.1', []],
  [`mongo:8.0@sha256:${'0'.repeat(64)}`, []],
  [`mongo@sha256:${'0'.repeat(64)}`, []],
  ['mongo', ['has no tag, got "mongo"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"']],
  ['mongo:8', ['has a tag that moves to other releases, got "mongo:8"; write a patch release such as "mongo:8.0.30"']],
  [
    'mongo:8.0-noble',
    ['has a tag that moves to other releases, got "mongo:8.0-noble"; write a patch release such as "mongo:8.0.30"'],
  ],
  [
    'mongo:4.4.29',
    [
      'is of a series that the agent does not run with, got "mongo:4.4.29"; write one of 5.0 or later, such as "mongo:8.0.30"',
    ],
  ],
])('of the image %s, says %j', (image, issues) => {
  expect(issuesOf(mongodImage, image)).toEqual(issues);
});
