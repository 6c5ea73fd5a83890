import { GitOpsEnvironment, GitOpsProps } from '../../lib/gitops/gitops-props';
import { object } from '../manifests';

export const props: GitOpsProps = { repository: 'https://git.example.com/platform/shop.git' };

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
