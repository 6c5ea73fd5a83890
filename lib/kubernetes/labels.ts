import { imageVersion } from './image';

/** The one label that selectors use: immutable in a workload, so it is the name alone, and nobody else's convention. */
export function selectorLabels(name: string): { readonly app: string } {
  return { app: name };
}

/**
 * The selector label and the recommended labels of Kubernetes beside it, which select nothing.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function objectLabels(
  name: string,
  about: { component: string; partOf?: string; owner?: string },
): Record<string, string> {
  return {
    ...selectorLabels(name),
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': about.component,
    ...(about.partOf === undefined ? {} : { 'app.kubernetes.io/part-of': about.partOf }),
    'app.kubernetes.io/managed-by': 'cdk8s-backend',
    ...(about.owner === undefined ? {} : { owner: about.owner }),
  };
}

/** The component of a migration, which is applied before the pods that need it. */
export const migrationComponent = 'migration';

/** The label that carries an image's tag, on workloads and their pods; empty for an image without one. */
export function versionLabel(image: unknown): Record<string, string> {
  const version = imageVersion(image);
  return version === undefined ? {} : { 'app.kubernetes.io/version': version };
}
