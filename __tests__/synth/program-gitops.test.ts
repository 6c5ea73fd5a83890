import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { GitOpsProps } from '../../lib/gitops/gitops-props';
import { synthesize } from '../../lib/synth/program';
import { temporaryDirectory, tree } from '../temporary-directory';

const environments = ['', 'staging'].map((directory) => ({
  name: directory === '' ? 'development' : directory,
  directory,
  build: (app: App) => {
    new k8s.KubeNamespace(new Chart(app, 'shop'), 'namespace', { metadata: { name: 'shop' } });
  },
}));
const gitops: GitOpsProps = { repository: 'https://git.example.com/shop.git', argocd: {}, flux: {} };

function run(root: string, more: object, ...args: readonly string[]) {
  return synthesize({ environments, argv: args, env: { CDK8S_OUTDIR: join(root, 'dist') }, ...more });
}

test('writes the agents’ objects beside the output directory, never into it', () => {
  const root = temporaryDirectory();
  expect(run(root, { gitops }).stdout).toContain(`  (gitops)     ${root}/gitops/argocd/  3 written`);
  expect(Object.keys(tree(root)).filter((path) => !path.endsWith('/'))).toEqual([
    'dist/00-namespace-shop.yaml',
    'dist/staging/00-namespace-shop.yaml',
    'gitops/argocd/90-appproject-shop.yaml',
    'gitops/argocd/95-application-shop-development.yaml',
    'gitops/argocd/95-application-shop-staging.yaml',
    'gitops/flux/development/90-gitrepository-shop-development.yaml',
    'gitops/flux/development/95-kustomization-shop-development.yaml',
    'gitops/flux/staging/90-gitrepository-shop-staging.yaml',
    'gitops/flux/staging/95-kustomization-shop-staging.yaml',
  ]);
});

test('removes the objects of an agent that the program no longer asks for, and says so with --check', () => {
  const root = temporaryDirectory();
  run(root, { gitops });
  const without = { gitops: { ...gitops, flux: undefined } };
  expect(run(root, without, '--check').stderr).toContain(
    `${root}/gitops/flux/staging/ is not what the program renders`,
  );
  run(root, without);
  expect(Object.keys(tree(join(root, 'gitops'))).filter((path) => path.endsWith('.yaml'))).toHaveLength(3);
});

test('leaves them alone with --env', () => {
  const root = temporaryDirectory();
  run(root, { gitops }, '--env', 'staging');
  expect(Object.keys(tree(root))).not.toContain('gitops/');
});

test('writes nothing when the props are wrong', () => {
  const root = temporaryDirectory();
  expect(run(root, { gitops: { ...gitops, branch: '' } })).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: '[gitops] branch must be a git branch, got ""; write "main"\n',
  });
  expect(tree(root)).toEqual({});
});

test('writes a Kustomization into each directory on request, and removes it when it is no longer asked for', () => {
  const root = temporaryDirectory();
  run(root, { kustomization: true });
  expect(tree(join(root, 'dist/staging'))['Kustomization'])
    .toBe(`# Rendered by cdk8s-backend. Change the program and render it again, not this file.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - 00-namespace-shop.yaml
`);
  expect(run(root, { kustomization: true }, '--check').exitCode).toBe(0);
  run(root, {});
  expect(Object.keys(tree(join(root, 'dist')))).toEqual([
    '00-namespace-shop.yaml',
    'staging/',
    'staging/00-namespace-shop.yaml',
  ]);
});

test('leaves a Kustomization that somebody else wrote, and says that it is in the way', () => {
  const root = temporaryDirectory({ 'dist/Kustomization': 'resources: []\n' });
  expect(run(root, { kustomization: true }).stderr).toBe(
    `[${root}/dist/Kustomization] is in the way, a file that this program did not write; move it or delete it\n`,
  );
  expect(run(root, {}).exitCode).toBe(0);
});
