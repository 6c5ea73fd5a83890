import {
  ArgoCd,
  ArgoCdProps,
  Flux,
  FluxProps,
  GitOps,
  gitOps,
  GitOpsEnvironment,
  GitOpsProps,
} from '../../lib/gitops/gitops-props';
import { decided } from '../../lib/props/schema';
import { object } from '../manifests';

export const props: GitOpsProps = { repository: 'https://git.example.com/platform/shop.git' };

/** The GitOps props of the shop with every default decided. */
export function shopGitOps(more: Partial<GitOpsProps> = {}): GitOps {
  return decided(gitOps, { ...props, ...more });
}

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const web = object('Deployment');

/** The default environment in the output directory itself, and one below it that is autoscaled. */
export const development: GitOpsEnvironment = { name: 'development', directory: '', manifests: [namespace, web] };
export const production: GitOpsEnvironment = {
  name: 'production',
  directory: 'production',
  manifests: [
    namespace,
    web,
    object('PersistentVolumeClaim'),
    {
      ...object('HorizontalPodAutoscaler', {
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
      }),
      apiVersion: 'autoscaling/v2',
    },
  ],
};

/** The props of its Argo CD with every default decided. */
export function shopArgoCd(given: ArgoCdProps = {}): ArgoCd {
  const { argocd } = shopGitOps({ argocd: given });
  if (argocd === undefined) throw new Error('there is no Argo CD');
  return argocd;
}

/** The props of its Flux with every default decided. */
export function shopFlux(given: FluxProps = {}): Flux {
  const { flux } = shopGitOps({ flux: given });
  if (flux === undefined) throw new Error('there is no Flux');
  return flux;
}
