import { randomBytes } from 'node:crypto';
import { gitOps, gitOpsFindings, gitOpsName, gitOpsPath, GitOpsProps } from '../../lib/gitops/gitops-props';
import { decided } from '../../lib/props/schema';
import { textsOf } from '../problem-text';
import { development, production, props } from './environments';

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
  expect(gitOpsPath(decided(gitOps, { repository: 'git@git.example.com:shop.git', path }), { directory })).toBe(
    expected,
  );
});

const findings = (more: Partial<GitOpsProps>) =>
  textsOf(gitOpsFindings({ ...props, ...more }, [development.name, production.name]));

test.each<[Partial<GitOpsProps>]>([
  [{}],
  [{ repository: 'git@git.example.com:platform/shop.git' }],
  [{ repository: 'ssh://git@git.example.com/platform/shop' }],
  [
    {
      branch: 'release/2.x',
      path: 'deploy/dist',
      argocd: { automated: ['production'], prune: true },
      flux: { interval: '1h30m' },
    },
  ],
])('accepts %j', (more) => {
  expect(findings(more)).toEqual([]);
});

test.each<[Partial<GitOpsProps>, string]>([
  [
    { repository: 'shop' },
    'repository must be a URL of a git repository, got "shop"; write "https://git.example.com/platform/user-admin.git"',
  ],
  [{ branch: '--all' }, 'branch must be a git branch, got "--all"; write "main"'],
  [{ path: '../dist' }, 'path must be a directory of the repository, got "../dist"; write "dist"'],
  [
    { name: 'My Shop' },
    'name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "My Shop"; write "my-shop"',
  ],
  [
    { argocd: { automated: ['stagin'] } },
    'argocd must name environments of the program, got "stagin"; use one of "development", "production"',
  ],
  [
    { argocd: { clusters: { stagin: 'a' } } },
    'argocd must name environments of the program, got "stagin"; use one of "development", "production"',
  ],
  [
    { argocd: { prune: true } },
    'argocd.prune must come with automated environments, got none; write automated: ["development"]',
  ],
  [{ flux: { interval: '10' } }, 'flux.interval must be a duration, got "10"; write "10m"'],
])('refuses %j', (more, finding) => {
  expect(findings(more)).toEqual([`[gitops] ${finding}`]);
});

test('refuses credentials in the URL, and does not repeat them', () => {
  const repository = `https://user:${randomBytes(8).toString('hex')}@git.example.com/shop.git`;
  expect(findings({ repository, name: 'shop' })).toEqual([
    '[gitops] repository must be without credentials, got a URL with some; give them to the agent in a Secret',
  ]);
});
