import { isNamespaced } from '../manifests/kinds';
import { field, groupOf, KubernetesManifest, textField } from '../manifests/manifest';
import { unique } from '../props/map';
import { ArgoCd, GitOps, GitOpsEnvironment, gitOpsName, gitOpsPath } from './gitops-props';

/**
 * The AppProject, which allows what the environments hold and nothing else, and an Application for each environment. An Application
 * has no finalizer: deleting it leaves what it deployed.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 */
export function argoCdManifests(
  props: GitOps,
  argocd: ArgoCd,
  environments: readonly GitOpsEnvironment[],
): KubernetesManifest[] {
  const name = gitOpsName(props);
  const { namespace, project = name } = argocd;
  const cluster = ({ name: each }: GitOpsEnvironment): string =>
    argocd.clusters[each] ?? (environments.length === 1 ? 'in-cluster' : each);
  return [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: project, namespace },
      spec: {
        sourceRepos: [props.repository],
        destinations: unique(
          environments.flatMap((each) =>
            namespacesOf(each).map((where) => ({ name: cluster(each), namespace: where })),
          ),
        ),
        clusterResourceWhitelist: unique(environments.flatMap(clusterKinds)),
      },
    },
    ...environments.map((environment) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: `${name}-${environment.name}`, namespace },
      spec: {
        project,
        source: {
          repoURL: props.repository,
          targetRevision: props.branch,
          path: gitOpsPath(props, environment),
        },
        destination: { name: cluster(environment), namespace: namespacesOf(environment)[0] },
        ...syncSpec(argocd, environment),
      },
    })),
  ];
}

function syncSpec({ automated, prune }: ArgoCd, environment: GitOpsEnvironment) {
  const ignoreDifferences = autoscaled(environment.manifests);
  const syncPolicy = {
    ...(automated.includes(environment.name) ? { automated: { prune, selfHeal: true } } : {}),
    // Also what is synced, not only what is compared: a sync would undo the autoscaler's work.
    ...(ignoreDifferences.length === 0 ? {} : { syncOptions: ['RespectIgnoreDifferences=true'] }),
  };
  return {
    ...(Object.keys(syncPolicy).length === 0 ? {} : { syncPolicy }),
    ...(ignoreDifferences.length === 0 ? {} : { ignoreDifferences }),
  };
}

/** The replicas that an autoscaler sets. They are not rendered, but a live object may have them from before it was autoscaled. */
function autoscaled(manifests: readonly KubernetesManifest[]): unknown[] {
  return manifests
    .filter(({ kind }) => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject')
    .map((scaler) => ({
      group: (textField(scaler, 'spec', 'scaleTargetRef', 'apiVersion') ?? 'apps/v1').split('/')[0],
      kind: textField(scaler, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment',
      name: field(scaler, 'spec', 'scaleTargetRef', 'name'),
      namespace: scaler.metadata.namespace,
      jsonPointers: ['/spec/replicas'],
    }));
}

function namespacesOf({ manifests }: GitOpsEnvironment): string[] {
  const namespaces = manifests.map(({ kind, metadata }) => (kind === 'Namespace' ? metadata.name : metadata.namespace));
  return [...new Set(namespaces.filter((namespace) => namespace !== undefined))];
}

function clusterKinds({ manifests }: GitOpsEnvironment): { group: string; kind: string }[] {
  return manifests
    .filter(
      (manifest) =>
        isNamespaced(manifest) === false || (isNamespaced(manifest) === undefined && !manifest.metadata.namespace),
    )
    .map((manifest) => ({ group: groupOf(manifest), kind: manifest.kind }));
}
