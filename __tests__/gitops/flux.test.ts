import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fluxManifests } from '../../lib/gitops/flux';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { object } from '../manifests';
import { temporaryDirectory, writeText } from '../temporary-directory';
import { development, production, shopFlux, shopGitOps } from './environments';

const all = [development, production];

test('reads the repository and deploys one environment, whose namespaces and claims it never removes', () => {
  expect(fluxManifests(shopGitOps(), shopFlux({ interval: '5m', credentials: 'git' }), production, all)).toEqual([
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'shop-production', namespace: 'flux-system' },
      spec: {
        url: 'https://git.example.com/platform/shop.git',
        ref: { branch: 'main' },
        interval: '5m',
        secretRef: { name: 'git' },
        ignore: '/*\n!/dist\n/dist/*\n!/dist/production\n',
      },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'shop-production', namespace: 'flux-system' },
      spec: {
        sourceRef: { kind: 'GitRepository', name: 'shop-production' },
        path: './dist/production',
        interval: '5m',
        retryInterval: '1m',
        timeout: '10m',
        prune: true,
        wait: true,
        deletionPolicy: 'Orphan',
        patches: [keeping('Namespace'), keeping('PersistentVolumeClaim')],
      },
    },
  ]);
});

test('applies an environment with a migration in two steps, of which the second has the pods and the name', () => {
  const migration = object('Job', {}, { labels: { 'app.kubernetes.io/component': 'migration' } });
  const migrating = { ...development, manifests: [...development.manifests, migration] };
  const [, first, second] = fluxManifests(shopGitOps(), shopFlux({}), migrating, all) as unknown as Kustomization[];
  expect(first?.metadata.name).toBe('shop-development-prerequisites');
  expect(first?.spec.dependsOn).toBeUndefined();
  expect(second?.metadata.name).toBe('shop-development');
  expect(second?.spec.dependsOn).toEqual([{ name: 'shop-development-prerequisites' }]);
  const [onlyWithMigration, ...patches] = first?.spec.patches ?? [];
  expect(onlyWithMigration).toEqual({
    target: { kind: 'Deployment' },
    patch: '- op: test\n  path: /metadata/annotations/cdk8s-backend~1after\n  value: migrations\n',
  });
  expect([patches[0], second?.spec.patches[0]]).toEqual(
    ['cdk8s-backend/after=migrations', 'cdk8s-backend/after!=migrations'].map((annotationSelector) => ({
      target: { annotationSelector },
      patch: 'apiVersion: v1\nkind: Any\nmetadata:\n  name: every-one\n$patch: delete\n',
    })),
  );
  expect([patches[1], second?.spec.patches[1]]).toEqual([keeping('Namespace'), keeping('Namespace')]);
});

test('waits for Secrets and certificates until their controllers say that they are there', () => {
  const objects = ['SealedSecret', 'ExternalSecret', 'Certificate'].map((kind) => object(kind));
  const checksOf = (...more: readonly KubernetesManifest[]): unknown => {
    const environment = { ...development, manifests: [...development.manifests, ...more] };
    const [, kustomization] = fluxManifests(shopGitOps(), shopFlux({}), environment, all) as unknown as Kustomization[];
    return kustomization?.spec.healthCheckExprs;
  };
  const is = (type: string, status: string) =>
    `status.conditions.exists(each, each.type == '${type}' && each.status == '${status}')`;
  expect(checksOf(...objects)).toEqual([
    {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      failed: is('Synced', 'False'),
      current: is('Synced', 'True'),
    },
    { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', current: is('Ready', 'True') },
    { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', current: is('Ready', 'True') },
  ]);
  expect(checksOf()).toBeUndefined();
});

test.each([
  [development, ['dist/a.yaml']],
  [production, ['dist/production/a.yaml']],
])('lets git see nothing but the environment itself: $name', (environment, files) => {
  const repository = temporaryDirectory();
  for (const path of [
    'dist/a.yaml',
    'dist/production/a.yaml',
    'dist/notes/production/a.yaml',
    'main.ts',
    'other/dist/a.yaml',
  ])
    if (environment === production || !path.includes('notes')) writeText(join(repository, path), '');
  const [source] = fluxManifests(shopGitOps(), shopFlux({}), environment, all) as unknown as [
    { spec: { ignore: string } },
  ];
  writeText(join(repository, 'ignore'), source.spec.ignore);
  execFileSync('git', ['init', '--quiet'], { cwd: repository });
  const listed = execFileSync('git', ['ls-files', '--others', '--exclude-from=ignore'], { cwd: repository });
  expect(listed.toString().trim().split('\n')).toEqual(files);
});

interface Kustomization {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly dependsOn?: unknown;
    readonly healthCheckExprs?: unknown;
    readonly patches: readonly unknown[];
  };
}

function keeping(kind: string): unknown {
  return {
    target: { kind },
    patch: `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: every-one\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled\n`,
  };
}
