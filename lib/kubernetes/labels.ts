import { Problem } from '../findings/problem';
import { record } from '../props/record';
import { string } from '../props/scalar';
import { imageVersion } from './image';
import { labelKeyProblem, labelValueProblem } from './names';

/** Labels by their keys, as the API server accepts them. */
export const labels = record(string({ check: labelKeyProblem }), string({ check: labelValueProblem }));

const mostBytes = 256 * 1024;

/** Annotations by their keys, as the API server accepts them. */
export const annotations = record(string({ check: (key) => labelKeyProblem(key.toLowerCase()) }), string(), {
  check: annotationsProblem,
});

/** Returns the one label that selectors use. Selectors are immutable, so that it is the name alone, and no common convention. */
export function selectorLabels(name: string): { readonly app: string } {
  return { app: name };
}

/**
 * Returns the selector label together with Kubernetes' recommended labels, which select nothing.
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

/** The component of a job of a service: a Job beside its pods, or a CronJob. */
export const jobComponent = 'job';

/** Returns the label of an image's tag, on workloads and their pods; empty for an image without a tag. */
export function versionLabel(image: unknown): Record<string, string> {
  const version = imageVersion(image);
  return version === undefined ? {} : { 'app.kubernetes.io/version': version };
}

function annotationsProblem(given: Readonly<Record<string, string>>): Problem | undefined {
  const bytes = Buffer.byteLength(Object.entries(given).flat().join(''));
  if (bytes <= mostBytes) return undefined;
  const want = 'must have at most 256 KiB together';
  return { code: 'out-of-range', want, got: `${bytes} bytes`, write: 'write less' };
}
