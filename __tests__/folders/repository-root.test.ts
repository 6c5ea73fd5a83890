import { join } from 'node:path';
import { isRepositoryRoot, repositoryRoot } from '../../lib/folders/repository-root';
import { temporaryDirectory } from '../temporary-directory';

test('finds the folder with .git, which is a file in a second work tree', () => {
  const root = temporaryDirectory({
    '.git/HEAD': 'ref: refs/heads/main\n',
    'a/b/c.yaml': '',
    'tree/.git': 'gitdir: ..\n',
  });
  expect(repositoryRoot(join(root, 'a/b'))).toBe(root);
  expect(repositoryRoot(join(root, 'tree'))).toBe(join(root, 'tree'));
  expect([isRepositoryRoot(root), isRepositoryRoot(join(root, 'a'))]).toEqual([true, false]);
});

test('finds none outside of a repository', () => {
  expect(repositoryRoot(temporaryDirectory())).toBeUndefined();
});
