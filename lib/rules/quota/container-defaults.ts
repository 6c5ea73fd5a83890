import { groupKind, KubernetesManifest, listField, textField, textMapField } from '../../manifests/manifest';
import { searchable } from '../../manifests/remembered';

/** The defaults that LimitRanges give to containers, as Kubernetes completes them. */
export interface ContainerDefaults {
  /** Amounts that a container requests if it states none. */
  readonly requests: Readonly<Record<string, string>>;
  /** Limits of a container that states none. */
  readonly limits: Readonly<Record<string, string>>;
}

/** The defaults of a namespace without a LimitRange. */
export const noDefaults: ContainerDefaults = { requests: {}, limits: {} };

/**
 * Returns the defaults of the containers of a namespace. A default that is left out is that of the limit, `max` or `min`.
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function containerDefaults(
  namespace: string | undefined,
  objects: readonly KubernetesManifest[],
): ContainerDefaults {
  const ranges = limitRanges(namespace, objects)
    .flatMap((object) => listField(object, 'spec', 'limits'))
    .filter((range) => textField(range, 'type') === 'Container')
    .map((range) => {
      const limits = { ...textMapField(range, 'max'), ...textMapField(range, 'default') };
      return {
        limits,
        requests: { ...textMapField(range, 'min'), ...limits, ...textMapField(range, 'defaultRequest') },
      };
    });
  const all = (kind: 'requests' | 'limits'): Readonly<Record<string, string>> =>
    Object.assign({}, ...ranges.map((range) => range[kind]).reverse()) as Readonly<Record<string, string>>;
  return { requests: all('requests'), limits: all('limits') };
}

/** Returns the LimitRanges of a namespace. */
export function limitRanges(
  namespace: string | undefined,
  objects: readonly KubernetesManifest[],
): readonly KubernetesManifest[] {
  return rangesByNamespace(objects, namespace ?? '');
}

const rangesByNamespace = searchable((object: KubernetesManifest) =>
  groupKind(object) === '/LimitRange' ? [object.metadata.namespace ?? ''] : [],
);
