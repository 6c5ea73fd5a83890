import { field, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { ContainerDefaults } from './container-defaults';
import { resourceAmounts } from './pod-amounts';
import { Share } from './shares';

type IsCounted = (pod: unknown, defaults: ContainerDefaults) => boolean;

const terminates: IsCounted = (pod) => field(pod, 'activeDeadlineSeconds') !== undefined;
const isBestEffort: IsCounted = (pod, defaults) =>
  Object.entries(resourceAmounts(pod, defaults)).every(
    ([resource, each]) => !/\.(?:cpu|memory)$/.test(resource) || each === 0,
  );

// Those that are known from a pod alone.
const scopes: Readonly<Record<string, IsCounted>> = {
  Terminating: terminates,
  NotTerminating: (pod, defaults) => !terminates(pod, defaults),
  BestEffort: isBestEffort,
  NotBestEffort: (pod, defaults) => !isBestEffort(pod, defaults),
};

/**
 * Returns the shares that a quota counts: all, or those of the pods in its scopes. Undefined if one of the scopes is not known from a pod, such as a
 * priority class, for which the cluster may have a default.
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 */
export function scopedShares(
  quota: KubernetesManifest,
  all: readonly Share[],
  defaults: ContainerDefaults,
): readonly Share[] | undefined {
  const selected = listField(quota, 'spec', 'scopeSelector', 'matchExpressions').map((one) =>
    textField(one, 'operator') === 'Exists' ? textField(one, 'scopeName') : undefined,
  );
  const names = [...listField(quota, 'spec', 'scopes'), ...selected];
  const counted = names.map((name) => (typeof name === 'string' ? scopes[name] : undefined));
  if (counted.includes(undefined)) return undefined;
  if (counted.length === 0) return all;
  return all.filter(
    ({ pod }) => pod !== undefined && counted.every((isCounted) => isCounted?.(pod, defaults) === true),
  );
}
