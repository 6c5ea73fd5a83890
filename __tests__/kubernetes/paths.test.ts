import { problemText } from '../../lib/findings/problem';
import { absolutePathProblem, plainPathProblem, relativePathProblem } from '../../lib/kubernetes/paths';

test('accepts paths of each kind', () => {
  const problems = [absolutePathProblem('/data'), relativePathProblem('a/..b'), plainPathProblem('/a/b')];
  expect(problems).toEqual([undefined, undefined, undefined]);
});

test('writes the path that is meant', () => {
  const problems = [
    absolutePathProblem('data'),
    relativePathProblem('/etc/a'),
    relativePathProblem('../a'),
    relativePathProblem('..'),
    plainPathProblem('../a'),
  ];
  expect(problems.map((problem) => problem && problemText(problem))).toEqual([
    'must begin with "/", got "data"; write "/data"',
    'must be a path below the folder, without "..", got "/etc/a"; write "etc/a"',
    'must be a path below the folder, without "..", got "../a"; write "a"',
    'must be a path below the folder, without "..", got ".."; write "name"',
    'must not hold "..", got "../a"; write "/a"',
  ]);
});
