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
  const healthChecks = healthByKind.filter(({ kind }) => environment.manifests.some((each) => each.kind === kind));
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
      healthCheckExprs: healthChecks.length === 0 ? undefined : healthChecks,
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
          kustomization(first, [onlyWithMigration, leftOut(`${key}=${value}`), ...kept]),
          // The name that has everything without a migration keeps the pods, so that none is pruned on the way from one to two.
          kustomization(metadata.name, [leftOut(`${key}!=${value}`), ...kept], [{ name: first }]),
        ]
      : [kustomization(metadata.name, kept)]),
  ];
}

/**
 * The health of objects by the condition that their controllers write. Flux takes one without a condition `Ready` for healthy, and so one
 * that no controller has seen yet. What cannot be unsealed now cannot be later, while the others may fail on the way.
 */
const healthByKind = [
  {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    failed: condition('Synced', 'False'),
    current: condition('Synced', 'True'),
  },
  { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', current: condition('Ready', 'True') },
  { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', current: condition('Ready', 'True') },
];

function condition(type: string, status: string): string {
  return `status.conditions.exists(each, each.type == '${type}' && each.status == '${status}')`;
}

/**
 * Fails for a commit without a migration, in which nothing says that pods come later: the first Kustomization would take the pods over,
 * and prune them with the next commit.
 */
const onlyWithMigration = {
  target: { kind: 'Deployment' },
  patch: [
    '- op: test',
    `  path: /metadata/annotations/${afterMigrations.key.replace('/', '~1')}`,
    `  value: ${afterMigrations.value}`,
    '',
  ].join('\n'),
};

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
