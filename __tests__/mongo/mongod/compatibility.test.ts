import { compatibilityProblem, mongodImage, series } from '../../../lib/mongo/mongod/compatibility';
import { MongoSeries } from '../../../lib/mongo/mongod/release-series';
import { issuesOf, textOf } from '../../problem-text';

test.each<[MongoSeries, string, string | undefined]>([
  ['8.0', 'mongo:8.0.30', undefined],
  ['7.0', 'mongo:8.0.30', undefined],
  ['8.0', 'mongo@sha256:…', undefined],
  ['8.0', 'mongo:8.2.1', undefined],
  ['8.2', 'mongo:8.2.1', undefined],
  [
    '6.0',
    'mongo:8.0.30',
    'must be one that mongod 8.0 starts on, 7.0 or 7.3 or 8.0, got "6.0"; first run an image of 7.0, and raise it to "7.0"',
  ],
  [
    '7.0',
    'mongo:8.2.1',
    'must be one that mongod 8.2 starts on, 8.0 or 8.1 or 8.2, got "7.0"; first run an image of 8.0, and raise it to "8.0"',
  ],
  [
    '8.2',
    'mongo:9.0.1',
    'must be one that mongod 9.0 starts on, 8.0 or 8.3 or 9.0, got "8.2"; first run an image of 8.3, and raise it to "8.3"',
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
