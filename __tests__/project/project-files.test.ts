import { projectFiles, projectPaths } from '../../lib/project/project-files';
import { covering, everyChoice, largest } from './choices';

test('are ten', () => {
  expect(projectPaths.join(' ')).toBe(
    'README.md application.ts environments.ts main.ts dist.test.ts package.json tsconfig.json .gitignore .gitattributes .github/workflows/kubernetes.yaml',
  );
  expect(Object.keys(projectFiles(largest))).toEqual(projectPaths);
});

test('are read in five minutes', () => {
  const lines = Object.values(projectFiles(largest)).flatMap((text) => text.split('\n'));
  expect(lines.length).toBeLessThan(270);
});

test('are rendered for a set of choices in which every pair is', () => {
  const pairsOf = (list: readonly object[]): Set<string> =>
    new Set(
      list.flatMap((choices) => {
        const values = Object.entries(choices).map((entry) => entry.join(' '));
        return values.flatMap((one, index) => values.slice(index + 1).map((other) => `${one}, ${other}`));
      }),
    );
  expect([...pairsOf(covering)].sort()).toEqual([...pairsOf(everyChoice)].sort());
});
