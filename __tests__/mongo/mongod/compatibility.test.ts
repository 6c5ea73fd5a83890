import { compatibilityProblem, movingTagProblem, oldSeriesProblem } from '../../../lib/mongo/mongod/compatibility';
import { textOf } from '../../problem-text';

test.each([
  ['8.0', 'mongo:8.0.30', undefined],
  ['7.0', 'mongo:8.0.30', undefined],
  ['8.0', 'mongo@sha256:…', undefined],
  ['8.3', 'mongo:8.0.30', 'must not be newer than the image\'s series 8.0, got "8.3"; write "8.0"'],
  [8, 'mongo:8.0.30', 'must be a release series, got 8; write "8.0"'],
  ['8.0.30', 'mongo:8.0.30', 'must be a release series, got "8.0.30"; write "8.0"'],
])('of the data format %s for %s, says %s', (version, image, problem) => {
  expect(textOf(compatibilityProblem(version, image))).toBe(problem);
});

test.each([
  ['mongo:8', true],
  ['mongo:8.0-noble', true],
  ['mongo:8.0.30', false],
  ['mongo:8.0.30-noble', false],
  [`mongo:8.0@sha256:${'0'.repeat(64)}`, false],
])('%s moves to other releases: %s', (image, moves) => {
  expect(movingTagProblem(image) !== undefined).toBe(moves);
});

test.each([
  [
    'mongo:4.4.29',
    'is of a series that the agent does not run with, got "mongo:4.4.29"; write one of 5.0 or later, such as "mongo:8.0.30"',
  ],
  ['mongo:5.0.31', undefined],
  ['mongo:10.0.1', undefined],
  [`mongo@sha256:${'0'.repeat(64)}`, undefined],
])('of the series of %s says %s', (image, problem) => {
  expect(textOf(oldSeriesProblem(image))).toBe(problem);
});
