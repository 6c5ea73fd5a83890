import { argoCdManifests } from '../../lib/gitops/argocd';
import { development, production, shopArgoCd, shopGitOps } from './environments';

const [project, first, second] = argoCdManifests(
  shopGitOps(),
  shopArgoCd({ automated: ['development'], prune: true }),
  [development, production],
);

test('allows what the environments hold, where they hold it, and nothing else', () => {
  expect(project).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: {
      sourceRepos: ['https://git.example.com/platform/shop.git'],
      destinations: [
        { name: 'development', namespace: 'shop' },
        { name: 'production', namespace: 'shop' },
      ],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    },
  });
});

test('syncs an automated environment by itself', () => {
  expect(first?.['spec']).toEqual({
    project: 'shop',
    source: { repoURL: 'https://git.example.com/platform/shop.git', targetRevision: 'main', path: 'dist' },
    destination: { name: 'development', namespace: 'shop' },
    syncPolicy: { automated: { prune: true, selfHeal: true } },
  });
});

test('waits to be asked in any other, and leaves alone the replicas that an autoscaler sets', () => {
  expect(second?.['spec']).toEqual({
    project: 'shop',
    source: { repoURL: 'https://git.example.com/platform/shop.git', targetRevision: 'main', path: 'dist/production' },
    destination: { name: 'production', namespace: 'shop' },
    syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] },
    ignoreDifferences: [
      { group: 'apps', kind: 'Deployment', name: 'web', namespace: 'shop', jsonPointers: ['/spec/replicas'] },
    ],
  });
});

test('has no finalizer, so that deleting an Application deletes nothing', () => {
  expect(first?.metadata).toEqual({ name: 'shop-development', namespace: 'argocd' });
});

test('takes its own cluster for a program with one environment, and the one that is named for any other', () => {
  const destination = (clusters?: Record<string, string>) =>
    (
      argoCdManifests(shopGitOps(), shopArgoCd({ clusters }), [development])[1] as unknown as {
        spec: { destination: unknown };
      }
    ).spec.destination;
  expect(destination()).toEqual({ name: 'in-cluster', namespace: 'shop' });
  expect(destination({ development: 'playground' })).toEqual({ name: 'playground', namespace: 'shop' });
});
