import { IConstruct } from 'constructs';
import { isAnySet, isPlainObject } from '../../findings/described';
import { unlessThrown } from '../../findings/thrown';
import { defaultPlatform } from '../../pods/defaults';

/**
 * Returns the props with the platform of the scope: of each Ingress that has no platform and no class, and of a load balancer that has none
 * either. Props of other types are left as they are.
 */
export function withPlatform<Given extends { readonly ingress?: unknown; readonly expose?: unknown }>(
  construct: IConstruct,
  given: Given,
): Given {
  const platform = defaultPlatform(construct);
  if (platform === undefined || platform === 'openshift' || !isPlainObject(given)) return given;
  const platformed = (one: unknown): unknown =>
    isPlainObject(one) && !isAnySet(one, ['platform', 'className']) ? { ...one, platform } : one;
  // Props that throw when they are read are reported with the others.
  return unlessThrown(given, () => {
    const { ingress, expose } = given;
    const isWithout =
      isPlainObject(expose) && expose.type === 'LoadBalancer' && !isAnySet(expose, ['platform', 'class']);
    return {
      ...given,
      ...(ingress === undefined
        ? {}
        : { ingress: Array.isArray(ingress) ? ingress.map(platformed) : platformed(ingress) }),
      ...(isWithout ? { expose: { ...expose, platform } } : {}),
    };
  });
}
