import { durationProblem, durationSeconds } from '../../lib/props/duration';
import { textOf } from '../problem-text';

test.each([
  ['2160h', 7776000],
  ['1h30m', 5400],
  ['90s', 90],
  ['', NaN],
  ['90', NaN],
  ['1d', NaN],
  ['30m1h', NaN],
  [undefined, NaN],
])('reads %j as %d seconds', (duration, seconds) => {
  expect(durationSeconds(duration)).toBe(seconds);
});

test.each([
  ['1h', 3600, undefined],
  ['5m', 300, undefined],
  ['59m', 3600, 'must be a duration in hours and minutes from "1h", got "59m"; write "2160h"'],
  ['4m59s', 300, 'must be a duration in hours and minutes from "5m", got "4m59s"; write "2160h"'],
  [90, 300, 'must be a duration in hours and minutes from "5m", got 90; write "2160h"'],
])('judges %j of at least %d seconds', (duration, least, problem) => {
  expect(textOf(durationProblem(duration, least))).toBe(problem);
});
