import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { podIdentity } from '../../pods/pod-identity';
import { restrictedPod } from '../../pods/security-context';
import { cloudIdentity } from '../../pods/workload-identity';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { NamedPorts } from './ports';

const oneByOne = array(string(), { check: oneByOneProblem });

const access = object({
  /** The API groups; the core group is the empty string. */
  apiGroups: oneByOne,
  /** The resources, such as `pods` or `configmaps`. */
  resources: oneByOne,
  /** The verbs, such as `get` or `watch`. */
  verbs: oneByOne,
  /** The names of the objects. @default - all */
  resourceNames: optional(array(string())),
});

/** A rule of a Role, without `*`. */
export interface RbacRule extends PropsOf<typeof access>, Props {}

/** The props of the pods' identity. */
export const identity = object({
  ...podIdentity.entries,
  ...cloudIdentity.entries,
  /**
   * The rights of the pods with the Kubernetes API, as the rules of a Role of their namespace. With it they get a token.
   * @default - no rights, and no token
   */
  rbacRules: optional(array(named<RbacRule>(access))),
});

/** The props of the pods' identity with every default decided. */
export interface DecidedIdentity extends Decided<typeof identity> {}

/**
 * Returns the pod's security context. A user that is not root may listen on ports below 1024 if a sysctl allows it, which not every
 * container runtime sets by itself.
 */
export function backendSecurity({ runAsUser = 10001 }: DecidedIdentity, ports: NamedPorts): k8s.PodSecurityContext {
  const least = Math.min(...Object.values(ports).map(({ port }) => port));
  return {
    ...restrictedPod(runAsUser),
    sysctls: least < 1024 ? [{ name: 'net.ipv4.ip_unprivileged_port_start', value: String(least) }] : undefined,
  };
}

function oneByOneProblem(values: readonly string[]): Problem | undefined {
  const write = 'write what the application uses';
  if (values.length === 0) return { code: 'out-of-range', want: 'must name at least one', got: '[]', write };
  if (!values.includes('*')) return undefined;
  return { code: 'unsupported', want: 'must be named one by one', got: '"*"', write };
}
