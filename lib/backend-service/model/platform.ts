import { IConstruct } from 'constructs';
import { isPlainObject } from '../../findings/described';
import { defaultPlatform } from '../../pods/defaults';

/**
 * Returns the props with the platform of the scope: of an Ingress that has no platform and no class, and of a load balancer that has none
 * either. Props of other types are left as they are.
 */
export function withPlatform<Given extends { readonly ingress?: unknown; readonly expose?: unknown }>(
  construct: IConstruct,
  given: Given,
): Given {
  const platform = defaultPlatform(construct);
  if (platform === undefined || platform === 'openshift' || !isPlainObject(given)) return given;
  const { ingress, expose } = given;
  return {
    ...given,
    ...(isPlainObject(ingress) && !has(ingress, 'platform', 'className') ? { ingress: { ...ingress, platform } } : {}),
    ...(isPlainObject(expose) && expose.type === 'LoadBalancer' && !has(expose, 'platform', 'class')
      ? { expose: { ...expose, platform } }
      : {}),
  };
}

function has(props: Readonly<Record<string, unknown>>, ...names: readonly string[]): boolean {
  return names.some((name) => props[name] !== undefined);
}
