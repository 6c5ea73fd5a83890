import { KubernetesManifest } from '../lib/manifests/manifest';
import { Rule } from '../lib/rules/rule';

const apiVersions: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  CronJob: 'batch/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  ScaledObject: 'keda.sh/v1alpha1',
  NetworkPolicy: 'networking.k8s.io/v1',
  ClusterRole: 'rbac.authorization.k8s.io/v1',
};

/** An object in the namespace `shop`, named `web`, with what the test is about. */
export function object(
  kind: string,
  fields: Readonly<Record<string, unknown>> = {},
  metadata: Partial<KubernetesManifest['metadata']> = {},
): KubernetesManifest {
  return {
    apiVersion: apiVersions[kind] ?? 'v1',
    kind,
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    ...fields,
  };
}

/** A Deployment of one container, named `main`. */
export function deployment(
  container: Readonly<Record<string, unknown>>,
  pod: Readonly<Record<string, unknown>> = {},
): KubernetesManifest {
  return object('Deployment', {
    spec: {
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { ...pod, containers: [{ name: 'main', ...container }] },
      },
    },
  });
}

/** The same object with the annotation by which it opts out of a rule. */
export function optedOut(manifest: KubernetesManifest, rule: Rule, reason = 'made for a test'): KubernetesManifest {
  const annotations = { ...manifest.metadata.annotations, [`cdk8s-backend/ignore.${rule.id}`]: reason };
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}
