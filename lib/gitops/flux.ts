import { KubernetesManifest } from '../manifests/manifest';
import { afterMigrations, keptKinds } from './annotated-manifests';
import { Flux, GitOps, GitOpsEnvironment, gitOpsName, gitOpsPath } from './gitops-props';
import { hasMigration } from './sync-waves';

/**
 * The GitRepository and the Kustomization of one environment, for the Flux of its cluster. What is no longer rendered is pruned, but
 * for namespaces and volume claims; deleting the Kustomization deletes nothing. With a migration there are two: the first has all up to
 * the migration and is ready when that is complete, the second has the rest.
 * https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export function fluxManifests(
  props: GitOps,
  flux: Flux,
  environment: GitOpsEnvironment,
  all: readonly GitOpsEnvironment[],
): KubernetesManifest[] {
  const metadata = { name: `${gitOpsName(props)}-${environment.name}`, namespace: flux.namespace };
  const kept = keptKinds(environment.manifests).map(prunePatch);
  const kustomization = (
    name: string,
    patches: readonly unknown[],
    dependsOn?: readonly unknown[],
  ): KubernetesManifest => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { ...metadata, name },
    spec: {
      dependsOn,
      sourceRef: { kind: 'GitRepository', name: metadata.name },
      path: `./${gitOpsPath(props, environment)}`,
      interval: flux.interval,
      retryInterval: '1m',
      timeout: '10m',
      prune: true,
      wait: true,
      deletionPolicy: 'Orphan',
      patches: patches.length === 0 ? undefined : patches,
    },
  });
  const { key, value } = afterMigrations;
  const first = `${metadata.name}-prerequisites`;
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata,
      spec: {
        url: props.repository,
        ref: { branch: props.branch },
        interval: flux.interval,
        secretRef: flux.credentials === undefined ? undefined : { name: flux.credentials },
        ignore: ignored(props, environment, all),
      },
    },
    ...(hasMigration(environment.manifests)
      ? [
          kustomization(first, [leftOut(`${key}=${value}`), ...kept]),
          // The name that has everything without a migration keeps the pods, so that none is pruned on the way from one to two.
          kustomization(metadata.name, [leftOut(`${key}!=${value}`), ...kept], [{ name: first }]),
        ]
      : [kustomization(metadata.name, kept)]),
  ];
}

/** Leaves the objects out whose annotations a selector selects. */
function leftOut(annotationSelector: string): unknown {
  const patch = ['apiVersion: v1', 'kind: Any', 'metadata:', '  name: every-one', '$patch: delete', ''];
  return { target: { annotationSelector }, patch: patch.join('\n') };
}

/** Returns, in .gitignore's form, everything but the environment's directory, and in it the directories of other environments. */
function ignored(props: GitOps, environment: GitOpsEnvironment, all: readonly GitOpsEnvironment[]): string {
  const parts = gitOpsPath(props, environment).split('/');
  const steps = parts.flatMap((_, depth) => [
    `/${[...parts.slice(0, depth), '*'].join('/')}`,
    `!/${parts.slice(0, depth + 1).join('/')}`,
  ]);
  // Flux reads the whole tree below a path.
  const inner = all
    .map((each) => gitOpsPath(props, each))
    .filter((path) => path.startsWith(`${parts.join('/')}/`))
    .map((path) => `/${path}`);
  return [...steps, ...inner, ''].join('\n');
}

function prunePatch(kind: string): unknown {
  const metadata = ['metadata:', '  name: every-one', '  annotations:'];
  const patch = ['apiVersion: v1', `kind: ${kind}`, ...metadata, '    kustomize.toolkit.fluxcd.io/prune: disabled', ''];
  return { target: { kind }, patch: patch.join('\n') };
}
