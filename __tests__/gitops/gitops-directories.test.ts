import { gitOpsDirectories } from '../../lib/gitops/gitops-directories';
import { development, production, shopGitOps } from './environments';

test('has one directory for Argo CD, and one for the Flux of each environment', () => {
  const directories = gitOpsDirectories(shopGitOps({ argocd: {}, flux: {} }), [development, production]);
  expect(directories.map(({ directory, manifests }) => [directory, ...manifests.map(({ kind }) => kind)])).toEqual([
    ['argocd', 'AppProject', 'Application', 'Application'],
    ['flux/development', 'GitRepository', 'Kustomization'],
    ['flux/production', 'GitRepository', 'Kustomization'],
  ]);
});

test('has none for an agent that nobody asks for', () => {
  expect(gitOpsDirectories(shopGitOps(), [development])).toEqual([]);
});
