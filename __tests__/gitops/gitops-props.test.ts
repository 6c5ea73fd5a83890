import { gitOps, gitOpsName, gitOpsPath } from '../../lib/gitops/gitops-props';
import { decided } from '../../lib/props/schema';

test.each([
  ['https://git.example.com/platform/shop.git', 'shop'],
  ['https://git.example.com/platform/shop/', 'shop'],
  ['git@git.example.com:shop.git', 'shop'],
])('names the objects after the repository: %s', (repository, name) => {
  expect(gitOpsName({ repository })).toBe(name);
});

test.each([
  [undefined, '', 'dist'],
  [undefined, 'production', 'dist/production'],
  ['./deploy/dist/', 'eu/production', 'deploy/dist/eu/production'],
  ['.', 'production', 'production'],
])('finds in %p the directory %p at %s', (path, directory, expected) => {
  expect(gitOpsPath(decided(gitOps, { repository: 'git@git.example.com:shop.git', path }), { directory })).toBe(expected);
});
