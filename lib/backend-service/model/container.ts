import type * as k8s from '../../../imports/k8s';
import { image } from '../../kubernetes/image';
import { ContainerResources, containerResources } from '../../kubernetes/resources';
import { pullSecrets } from '../../pods/pull-secrets';
import { registry } from '../../pods/registry';
import { restrictedContainer } from '../../pods/security-context';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { oneOf, string } from '../../props/scalar';
import { Decided, optional } from '../../props/schema';
import { Environment, environmentSources, environmentVariables } from '../config/environment-variables';

/** The props of a container's image and program. */
export const program = object({
  /** The container image, with a tag other than `latest` or a digest. */
  image,
  /** The program that replaces the image's entrypoint. @default - the image's */
  command: optional(array(string())),
  /** The program's arguments. @default - the image's */
  args: optional(array(string())),
});

/** The props of the application's image and program. */
export const container = object({
  ...program.entries,
  /** The rule for pulling the image. @default 'Always' */
  imagePullPolicy: oneOf(['Always', 'IfNotPresent', 'Never'], { default: 'Always' }),
  ...pullSecrets.entries,
  ...registry.entries,
});

/** Returns a container in the restricted security context. */
export function restricted(
  name: string,
  { image, command, args }: Decided<typeof program>,
  given: { readonly variables: Environment; readonly resources: ContainerResources },
): k8s.Container {
  return {
    name,
    image,
    command,
    args,
    env: environmentVariables(given.variables),
    envFrom: environmentSources(given.variables),
    resources: containerResources(given.resources),
    securityContext: restrictedContainer(),
  };
}
