import { annotations } from '../../kubernetes/labels';
import { labelKeyProblem } from '../../kubernetes/names';
import { cidrProblem } from '../../network/cidr';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { oneOf, string } from '../../props/scalar';
import { Decided, named, ofType, optional, Props, PropsOf } from '../../props/schema';
import { variant } from '../../props/variant';

const trafficPolicies = ['Local', 'Cluster'] as const;

const everyType = {
  /** Further annotations of the Services, such as those by which a cloud gives a private address. @default - none */
  annotations: optional(annotations, {}),
};

const hostsOf = ofType<(ordinal: number) => string>('a function', (value) => typeof value === 'function', {
  example: '(ordinal) => `mongo-${ordinal}.example.com`',
});

const loadBalancer = object({
  /** A load balancer for each member. */
  type: oneOf(['LoadBalancer']),
  /**
   * Returns the name of a member's load balancer in DNS, and its port if that is not 27017: a name of its own for each ordinal. An
   * annotation gives the name to external-dns.
   */
  hosts: hostsOf,
  /**
   * The addresses that may connect, as CIDR blocks: to the load balancers and, if `externalTrafficPolicy` is `Local`, through the
   * members' NetworkPolicy.
   * @default - all that reach the load balancers
   */
  sourceRanges: optional(
    array(string({ check: cidrProblem, example: '"203.0.113.0/24"' }), { minItems: 1, example: '["203.0.113.0/24"]' }),
  ),
  /**
   * `Local`: only the member's node takes connections, and the member sees the client's address. `Cluster`: every node does, and the
   * member sees a node's address, so that its NetworkPolicy cannot tell clients apart. Load balancers that show their own address need
   * `Cluster` too.
   * @default 'Local'
   */
  externalTrafficPolicy: oneOf(trafficPolicies, { default: 'Local' }),
  /** The class of the load balancers, `spec.loadBalancerClass`. @default - the cluster's own */
  class: optional(string({ check: labelKeyProblem })),
  ...everyType,
});

const nodePort = object({
  /** A port of every node for each member. */
  type: oneOf(['NodePort']),
  /**
   * Returns a name of the nodes in DNS and the member's port, from 30000 to 32767, such as `nodes.example.com:30017`: a port of its own
   * for each ordinal.
   */
  hosts: hostsOf,
  /**
   * `Cluster`: every node takes connections. `Local`: only the member's node does, and the member sees the client's address.
   * @default 'Cluster'
   */
  externalTrafficPolicy: oneOf(trafficPolicies, { default: 'Cluster' }),
  ...everyType,
});

/** A load balancer for each member of a set. */
export interface MongoLoadBalancers extends PropsOf<typeof loadBalancer>, Props {}

/** A port of every node for each member of a set. */
export interface MongoNodePorts extends PropsOf<typeof nodePort>, Props {}

/** The way in of clients outside of the cluster. */
export type MongoExposure = MongoLoadBalancers | MongoNodePorts;

/** The way in with its defaults. */
export type DecidedExposure = Decided<typeof loadBalancer> | Decided<typeof nodePort>;

const example = '{ type: "LoadBalancer", hosts: (ordinal) => `mongo-${ordinal}.example.com` }';

/** The prop of a set that clients outside of the cluster connect to. */
export const expose = object({
  /**
   * The way in of clients outside of the cluster, such as those of another cluster: a Service for each member, and a name for it that
   * the set tells these clients (a split horizon). Needs `tls` with the mode `require`. Anybody who reaches the Services can try to log
   * in.
   * @default - none: clients are in the cluster
   */
  expose: optional(named<MongoExposure, DecidedExposure>(variant('type', [loadBalancer, nodePort], { example }))),
});
